package org.healthai.prediction.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthai.access.Tenant;
import org.healthai.access.Tenants;
import org.healthai.prediction.Classification;
import org.healthai.prediction.FilmFacts;
import org.healthai.prediction.NewPrediction;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.PredictionFilter;
import org.healthai.prediction.PredictionRepository;
import org.healthai.prediction.Requester;
import org.healthai.prediction.StoredName;
import org.healthai.store.OpenStoreProducer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The repository inside the server: injected, on the server's data source and its transactions, in
 * the tables of the application beside it.
 */
@ExtendWith(ArquillianExtension.class)
class JpaPredictionRepositoryIT {
  private static final long NO_SUCH_KEY = 999_999_999L;

  @Inject private PredictionRepository predictions;
  @Inject private UserTransaction transaction;

  @Deployment
  static WebArchive application() {
    return ShrinkWrap.create(WebArchive.class, "repository-it.war")
        .addPackages(true, JpaPredictionRepositoryIT::isOfTheStore, "org.healthai")
        .addClasses(JpaPredictionRepositoryIT.class, OpenStoreProducer.class)
        .addAsResource("META-INF/persistence.xml")
        .addAsWebInfResource(new File("src/main/webapp/WEB-INF/beans.xml"), "beans.xml");
  }

  /** Everything but tests and what needs more than a database: no list to keep up by hand. */
  private static boolean isOfTheStore(ArchivePath path) {
    return !path.get().matches(".*(Test|IT|Contract)(\\$.*)?\\.class")
        && !path.get().matches(".*/(config|rest|web|observability|messaging|dl4j|onnx|redis)/.*");
  }

  @Test
  void commitsWhatItSaves() {
    Prediction saved = predictions.save(prediction("saved", null));

    assertEquals(Optional.of(saved), predictions.find(saved.id()));
  }

  @Test
  void takesPartInTheCallersTransaction() throws Exception {
    transaction.begin();
    Prediction saved = predictions.save(prediction("rolled back", null));
    assertTrue(predictions.find(saved.id()).isPresent());
    transaction.rollback();

    assertEquals(Optional.empty(), predictions.find(saved.id()));
  }

  @Test
  void storesAllOrNothing() {
    List<NewPrediction> secondIsWrong =
        List.of(prediction("good", null), prediction("bad", NO_SUCH_KEY));

    assertThrows(RuntimeException.class, () -> predictions.saveAll(secondIsWrong));

    assertEquals(0, predictions.count(new PredictionFilter(Tenants.ALL, "good", null, null, null)));
  }

  private static NewPrediction prediction(String label, Long apiKeyId) {
    return new NewPrediction(
        StoredName.random("png"),
        new Classification(
            "in_container",
            "1",
            label,
            Map.of(label, 0.75, "other", 0.25),
            Duration.ofMillis(12),
            true),
        new FilmFacts("png", 64, 64),
        new Requester(Tenant.DEFAULT, apiKeyId));
  }
}
