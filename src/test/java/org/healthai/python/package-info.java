/** Python for tests: an interpreter, virtual environments, and import-tools in one of them. */
package org.healthai.python;
