import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.healthai.audit.chain.AuditRow;
import org.healthai.audit.chain.ChainHead;
import org.healthai.audit.chain.ChainReport;
import org.healthai.audit.chain.ChainSeal;
import org.healthai.audit.chain.ChainSource;
import org.healthai.audit.chain.ChainVerifier;

/**
 * Checks the audit trail in a database without a server: {@code src/audit/verify-audit.sh} runs it.
 *
 * <p>Arguments: JDBC URL and the file with the secret. User and password come from {@code DB_USER}
 * and {@code DB_PASSWORD}. Exit status 0 when the trail is whole, 1 when it is not, 2 when it
 * cannot be read.
 */
final class VerifyAudit implements ChainSource {
  private static final String ROWS =
      "select sequence_number, time_micros, actor_kind, actor_id, actor_name, tenant, action,"
          + " entity_kind, entity_id, outcome, code, address, request_id, details, previous_hash,"
          + " hash from audit_events where sequence_number > ? order by sequence_number";

  private static final String END =
      "select h.row_count, h.hash, h.seal,"
          + " (select coalesce(max(e.sequence_number), 0) from audit_events e) from audit_head h";

  private final Connection connection;

  private VerifyAudit(Connection connection) {
    this.connection = connection;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("usage: verify-audit.sh JDBC_URL SECRET_FILE");
      System.exit(2);
    }
    String secret = Files.readString(Path.of(arguments[1])).strip();
    ChainReport report = null;
    try (Connection connection =
        DriverManager.getConnection(
            arguments[0], environment("DB_USER", "healthai"), environment("DB_PASSWORD", ""))) {
      report = new ChainVerifier(new ChainSeal(secret)).verify(new VerifyAudit(connection));
    } catch (SQLException unreadable) {
      System.err.println("the audit trail cannot be read: " + unreadable.getMessage());
      System.exit(2);
    }
    System.exit(tell(report));
  }

  private static int tell(ChainReport report) {
    System.out.printf(
        "%d of %d events are right, head %s%n",
        report.checked(), report.head().count(), report.head().hash());
    report
        .defect()
        .ifPresent(
            defect ->
                System.out.printf(
                    "WRONG at sequence %d: %s%n", defect.sequence(), defect.kind().wireName()));
    return report.defect().isPresent() ? 1 : 0;
  }

  private static String environment(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : value;
  }

  @Override
  public ChainEnd end() {
    try (PreparedStatement query = connection.prepareStatement(END);
        ResultSet row = query.executeQuery()) {
      row.next();
      ChainHead head = new ChainHead(row.getLong(1), row.getString(2), row.getString(3));
      return new ChainEnd(head, row.getLong(4));
    } catch (SQLException e) {
      throw new IllegalStateException("the head cannot be read", e);
    }
  }

  @Override
  public List<AuditRow> rows(long after, int limit) {
    try (PreparedStatement query = connection.prepareStatement(ROWS)) {
      query.setLong(1, after);
      query.setMaxRows(limit);
      List<AuditRow> page = new ArrayList<>(limit);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          page.add(toRow(rows));
        }
      }
      return page;
    } catch (SQLException e) {
      throw new IllegalStateException("the events cannot be read", e);
    }
  }

  private static AuditRow toRow(ResultSet row) throws SQLException {
    return new AuditRow(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        row.getString(13),
        row.getString(14),
        row.getString(15),
        row.getString(16));
  }
}
