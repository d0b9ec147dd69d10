package org.healthai.privacy.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrivacyJsonTest {
  private final Jsonb json = JsonbBuilder.create();

  @AfterEach
  void close() throws Exception {
    json.close();
  }

  @Test
  void examplesAreWhatTheServerWouldSend() {
    assertSame(PrivacyExamples.HOLD, HoldResponse.class);
    assertSame(PrivacyExamples.LIFTED, HoldResponse.class);
    assertSame(PrivacyExamples.HOLDS, HoldResponse[].class);
    assertSame(PrivacyExamples.ERASURE, ErasureResponse.class);
    assertSame(PrivacyExamples.ERASURES, ErasureResponse[].class);
    assertSame(PrivacyExamples.REPORT, ReportResponse.class);
  }

  @Test
  void requestsComeInAndAreNeverShown() {
    String text = "{\"patient_reference\":\"MRN-1\",\"reason\":\"file\",\"tenant\":\"north\"}";

    HoldRequest hold = json.fromJson(text, HoldRequest.class);
    PatientRequest patient = json.fromJson(text, PatientRequest.class);

    assertEquals(new HoldRequest("MRN-1", "file", "north"), hold);
    assertEquals(new PatientRequest("MRN-1", "north"), patient);
    assertEquals(hold, json.fromJson(json.toJson(hold), HoldRequest.class));
    assertEquals(patient, json.fromJson(json.toJson(patient), PatientRequest.class));
    assertEquals("PatientRequest[not shown]", patient.toString());
    assertEquals("HoldRequest[not shown]", hold.toString());
  }

  private void assertSame(String example, Class<?> type) {
    assertEquals(read(example), read(json.toJson(json.fromJson(example, type))));
  }

  private static JsonValue read(String text) {
    return Json.createReader(new StringReader(text)).readValue();
  }
}
