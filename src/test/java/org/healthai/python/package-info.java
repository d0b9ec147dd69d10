/** Python for tests: an interpreter, and import-tools with what it needs. */
package org.healthai.python;
