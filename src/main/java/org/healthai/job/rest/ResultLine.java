package org.healthai.job.rest;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.Arrays;
import org.healthai.job.ItemFailure;
import org.healthai.job.JobItem;
import org.healthai.prediction.Classification;
import org.healthai.prediction.Prediction;
import org.healthai.web.CsvLine;

/** One film of a job and what was said about it, as a line. */
final class ResultLine {
  static final String CSV_HEADER =
      "item,name,state,prediction_id,prediction_class,confidence_score,model_name,model_version,"
          + "created_at,error_code,error_detail\r\n";

  /** Safe for many threads. */
  private static final Jsonb JSONB = JsonbBuilder.create();

  private ResultLine() {}

  static String json(JobItems.Result result) {
    return JSONB.toJson(ResultResponse.of(result));
  }

  static String csv(JobItems.Result result) {
    JobItem item = result.item();
    Prediction prediction = result.prediction();
    Classification said = prediction == null ? null : prediction.classification();
    ItemFailure failure = item.failure();
    return CsvLine.of(
        Arrays.asList(
            item.ref().item(),
            result.name(),
            item.state().wireName(),
            item.predictionId(),
            said == null ? null : said.label(),
            said == null ? null : said.confidence(),
            said == null ? null : said.modelName(),
            said == null ? null : said.modelVersion(),
            prediction == null ? null : prediction.createdAt(),
            failure == null ? null : failure.code(),
            failure == null ? null : failure.detail()));
  }
}
