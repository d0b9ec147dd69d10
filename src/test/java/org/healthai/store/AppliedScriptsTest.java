package org.healthai.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A script that a database may have run never changes, not even in a comment: Flyway compares its
 * checksum at every start and the store would not open any more. What is wrong in one is mended by
 * the next.
 */
class AppliedScriptsTest {
  private static final Path SCRIPTS = Path.of("src/main/resources/db/migration");

  @ParameterizedTest
  @CsvSource({
    "V1__predictions_and_api_keys.sql,f9c2dde279968f45a9867dfc255f83fb4fb5ec0fa2879cc5a66b16f7916b9e21",
    "V2__model_choices.sql,ac1edbf2cbbee42d2ea27528e5d28ebd6774589045b2e8645d6cf29440c79178",
    "V3__cached_answers.sql,d747ba4df330dd3ee46ccfc255a6ed5d8afbfe6909097bd29e8617fef1407bcb",
    "V4__model_routes.sql,9be4e52da33b0a2ccee4d9c4a1379c2bac0e2864d7f795800252dff6106cb11e",
    "V5__shadow.sql,0f4d8bcbbac4806053b763a5aa86c91c48e38febc5147675bcb689e5984b60e6",
    "V6__access.sql,cfaec13ab0804ccf523d35defa559bf363431220ed044a3d2da314be630a2382",
    "V7__audit_trail.sql,9671f0c45d61a19cee36a8fd33d89474428f222a31e46336b9f9b5f291e8371f",
    "V8__users.sql,41378a5adae7fd52a4e91601aa8b8bbc98cc811a48e8965245c3f88c25e7b9a5",
    "V9__limits.sql,0ddec6c710da7bee65ef22a55a462b290414f3192c2c6ceed3cbd2712096ef99",
    "V10__privacy.sql,26eb7c5d21e0b3650a9a15cb6fbe416b0aaee1fc04297b8f3e222e232e52f73a",
    "V11__operating_points.sql,68dac9afbcbbce919d5e70e123b984a0f408c06a3646f68a56c34619cceb7bb4",
    "V12__jobs.sql,2b89d747219d9e83d236d27955d9eec3e76115577c9bb1fb2d66148fbf928e46",
    "V13__jobs_in_the_long_run.sql,1f6ece73a83f009d791f600449895dc0c4394da90f4ec3a52e5cf49f4635c15e",
    "V14__job_places.sql,718a08727ce88eadcfc0fe7be8d7d534f64404d3bba97ad320250b9b2b6e7c4a",
    "V15__claims_and_files.sql,0bfc5a545e196d6c4bd98ab90cc6e426e9c1e00f39e6f46777de6eb851474b6e",
    "V16__s3_place.sql,776ba65ac3cdc351e15dbfaf40242b3bc7a682ba9e799590f4f2b0f522f4e7bd",
    "V17__unanswerable_films.sql,874ba2b7e696734b7d1ad7c9dd26b9ace1e692619dbb022687f13f3dc59ec040",
    "V18__deadlocks.sql,4602208745f61afde0139474e0bf416d019681e6917c08742747a9a21927b620"
  })
  void stayAsTheyWere(String script, String sha256) throws Exception {
    byte[] content = Files.readAllBytes(SCRIPTS.resolve(script));

    byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);

    assertEquals(sha256, HexFormat.of().formatHex(digest));
  }
}
