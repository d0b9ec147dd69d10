#!/usr/bin/env bash
# Checks the audit trail in a database, without a server. Needs `mvn package liberty:create` once (for
# the classes and the database drivers) and, for Derby, a server that is stopped.
#
#   src/audit/verify-audit.sh jdbc:derby:data/derby data/audit-secret
#   DB_USER=healthai DB_PASSWORD=… src/audit/verify-audit.sh jdbc:postgresql://HOST/DATABASE SECRET_FILE
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
drivers=${JDBC_DRIVERS:-$root/target/liberty/wlp/usr/shared/resources/jdbc/*}
exec java -cp "$root/target/classes:$drivers" "$root/src/audit/VerifyAudit.java" "$@"
