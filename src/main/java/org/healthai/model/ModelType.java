package org.healthai.model;

import org.healthai.image.Preprocessing.Colour;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.Refusal;

/**
 * A kind of model the server can serve; {@code type} in {@code model.json} names it.
 *
 * <p>To add one: make a {@code ModelType} with a new name, the colour its films must be read in and
 * the factory that builds its engines, and give it to the {@link ModelLoader} with the others
 * ({@code config} does that). Input size, labels and preprocessing need no code: every package
 * brings its own.
 *
 * @param name {@code type} of its packages
 * @param colour what films of this kind must be read as; a package that says otherwise is refused
 * @param engines builds the engine from the package's weights
 */
public record ModelType(String name, Colour colour, EngineSupply engines) {

  /** Radiographs of the chest, in grey. */
  public static ModelType chestXray(EngineSupply engines) {
    return new ModelType("chest_xray", Colour.GREY, engines);
  }

  /** Photographs of skin, in colour. */
  public static ModelType skinLesion(EngineSupply engines) {
    return new ModelType("skin_lesion", Colour.RGB, engines);
  }

  /** Refuses a package that does not fit the type. */
  void check(ModelManifest manifest) {
    Colour declared = manifest.input().preprocessing().colour();
    if (declared != colour) {
      throw Refusal.because(
          "models of type %s read films as %s, but input.colour says %s"
              .formatted(name, colour, declared));
    }
  }
}
