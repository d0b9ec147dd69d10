package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.healthai.inference.EngineDescription;
import org.healthai.model.ModelState;
import org.healthai.model.packaging.ModelId;
import org.healthai.observability.DefaultModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartBannerTest {
  private static final DefaultModel MODEL =
      new DefaultModel(
          ModelState.READY,
          new ModelId("chest_xray", "1"),
          new EngineDescription("dl4j", "onednn-plan", ""));

  @TempDir Path data;

  @Test
  void saysWhereEverythingIs() throws Exception {
    Path key = Files.createFile(data.resolve("first-api-key"));

    assertEquals(
        List.of(
            "Ready. Listening on http://127.0.0.1:9081",
            "OpenAPI UI:    http://127.0.0.1:9081/openapi/ui/",
            "First API key: " + key,
            "Model:         chest_xray 1"),
        banner("127.0.0.1", -1, key).lines(MODEL));
  }

  @Test
  void namesAnAddressThatCanBeOpenedWhenItListensEverywhere() {
    List<String> lines = banner("*", 9443, data.resolve("none")).lines(MODEL);

    assertEquals(
        "Ready. Listening on http://localhost:9081 and https://localhost:9443", lines.get(0));
  }

  @Test
  void namesNoKeyFileWhereNoneWasMade() {
    List<String> lines = banner("*", -1, data.resolve("none")).lines(MODEL);

    assertTrue(lines.get(2).endsWith("none was made here"), lines::toString);
  }

  private static StartBanner banner(String host, int httpsPort, Path key) {
    return new StartBanner(
        new ListenAddress("http", host, 9081), new ListenAddress("https", "*", httpsPort), key);
  }
}
