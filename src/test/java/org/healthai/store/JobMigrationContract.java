package org.healthai.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What V13 and V17 must make of the jobs of V12. */
abstract class JobMigrationContract extends MigrationContract {
  private static final String ENDED = "99";
  private static final String OPEN = "null";

  private DataSource database;

  @BeforeEach
  void aServerOfV12() throws Exception {
    database = emptyDatabase();
    migrate(database, "12");
  }

  @Test
  void jobsThatHaveEndedAreCounted() throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      insertJob(statement, 1, "zip", "completed", ENDED);
      insertItem(statement, "1, 0, 'done', 1", "'key'", "null");
      insertItem(statement, "1, 1, 'done', 2", "'key'", "null");
      insertItem(statement, "1, 2, 'failed', 4", "'key'", "'after 4 attempts'");
      insertJob(statement, 2, "manifest", "stopped", ENDED);
      insertItem(statement, "2, 0, 'stopped', 0", "null", "null");
      insertJob(statement, 3, "form", "running", OPEN);
      insertItem(statement, "3, 0, 'done', 1", "'key'", "null");
      insertItem(statement, "3, 1, 'waiting', 0", "'key'", "null");
      insertJob(statement, 4, "form", "creating", OPEN);

      migrate(database, "17");

      assertEquals(
          List.of(
              "1 2 1 0 null 0",
              "2 0 0 1 null 0",
              "3 null null null null 0",
              "4 null null null null 0"),
          rows(
              statement,
              "select id, films_done, films_failed, films_stopped, quota_bucket, quota_taken"
                  + " from jobs order by id"));
    }
  }

  @Test
  void filmsThatWereRefusedOrErasedAreNotRestarted() throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      insertJob(statement, 1, "zip", "completed", ENDED);
      insertItem(statement, "1, 0, 'failed', 0", "null", "'the file is empty'");
      insertItem(statement, "1, 1, 'failed', 1", "null", "'the film was not kept'");
      insertItem(statement, "1, 2, 'failed', 4", "'key'", "'after 4 attempts'");
      insertItem(statement, "1, 3, 'stopped', 0", "'key'", "null");
      insertItem(statement, "1, 4, 'done', 1", "null", "null");
      insertJob(statement, 2, "manifest", "stopped", ENDED);
      insertItem(statement, "2, 0, 'failed', 0", "null", "'line 3: it has no path'");
      insertItem(
          statement, "2, 1, 'failed', 2", "null", "'the film was erased before it was answered'");
      insertItem(statement, "2, 2, 'failed', 1", "null", "'the image is truncated'");
      insertItem(statement, "2, 3, 'stopped', 0", "null", "null");
      insertJob(statement, 3, "folder", "running", OPEN);
      insertItem(statement, "3, 0, 'waiting', 0", "null", "null");

      migrate(database, "17");

      assertEquals(
          List.of("1 0", "1 1", "2 0", "2 1"),
          rows(
              statement,
              "select job_id, item from job_items where unanswerable = true order by job_id, item"));
    }
  }

  private static void insertJob(
      Statement statement, int id, String source, String state, String endedAt)
      throws SQLException {
    statement.execute(
        "insert into jobs values (%d, 'default', null, 'system', null, null, null, '%s', '%s',"
                .formatted(id, source, state)
            + " 'm', '1', null, 9, 'folder', false, null, 1, 1, %s)".formatted(endedAt));
  }

  /** The first of them: job, number, state, attempts. */
  private static void insertItem(Statement statement, String first, String filmKey, String detail)
      throws SQLException {
    statement.execute(
        "insert into job_items values (%s, 0, 1, 'sealed', 'k', null, %s, null, %s, null)"
            .formatted(first, filmKey, detail));
  }
}
