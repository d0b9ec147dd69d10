package org.healthai.model.packaging;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Typed look at a JSON object of a package; whatever is missing or of the wrong kind refuses the
 * package and is named by its place, for example {@code model.json: input.height}.
 */
final class JsonFields {
  private final String prefix;
  private final JsonObject object;

  private JsonFields(String prefix, JsonObject object) {
    this.prefix = prefix;
    this.object = object;
  }

  /** The object a file holds. */
  static JsonFields parse(String file, byte[] json) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json))) {
      return new JsonFields(file + ": ", reader.readObject());
    } catch (RuntimeException e) { // Parsson has no other for what is nested deep or a long number
      throw Refusal.because(file + " is not a JSON object", e);
    }
  }

  /** Refuses the package because of a field. */
  RuntimeException bad(String name, String shouldBe) {
    return Refusal.because(prefix + name + " must be " + shouldBe);
  }

  boolean has(String name) {
    return object.containsKey(name);
  }

  Set<String> names() {
    return object.keySet();
  }

  String text(String name) {
    if (object.get(name) instanceof JsonString text && !text.getString().isBlank()) {
      return text.getString();
    }
    throw bad(name, "a text that is not empty");
  }

  /** A text that may be empty or left out. */
  String textOrEmpty(String name) {
    JsonValue value = object.get(name);
    boolean empty =
        value == null || (value instanceof JsonString text && text.getString().isEmpty());
    return empty ? "" : text(name);
  }

  /** What one of a few texts stands for. */
  <T> T choice(String name, Map<String, T> allowed) {
    T value = allowed.get(text(name));
    if (value == null) {
      throw bad(name, "one of " + allowed.keySet().stream().sorted().toList());
    }
    return value;
  }

  boolean flag(String name) {
    JsonValue value = object.get(name);
    if (JsonValue.TRUE.equals(value) || JsonValue.FALSE.equals(value)) {
      return JsonValue.TRUE.equals(value);
    }
    throw bad(name, "true or false");
  }

  BigDecimal number(String name) {
    if (object.get(name) instanceof JsonNumber number) {
      return number.bigDecimalValue();
    }
    throw bad(name, "a number");
  }

  /** A finite number above zero. */
  double positive(String name) {
    double value = number(name).doubleValue();
    if (value > 0 && Double.isFinite(value)) {
      return value;
    }
    throw bad(name, "above 0");
  }

  /** A whole number within bounds. */
  long whole(String name, long least, long most) {
    try {
      long value = number(name).longValueExact();
      if (value >= least && value <= most) {
        return value;
      }
    } catch (ArithmeticException e) {
      throw Refusal.because(prefix + name + " must be a whole number", e);
    }
    throw bad(name, "from " + least + " to " + most);
  }

  JsonFields object(String name) {
    if (object.get(name) instanceof JsonObject child) {
      return new JsonFields(prefix + name + ".", child);
    }
    throw bad(name, "an object");
  }

  List<JsonFields> objects(String name) {
    return list(
        name, "objects", JsonObject.class, item -> new JsonFields(prefix + name + "[].", item));
  }

  List<String> texts(String name) {
    return list(name, "texts", JsonString.class, JsonString::getString);
  }

  List<Double> numbers(String name) {
    return list(name, "numbers", JsonNumber.class, JsonNumber::doubleValue);
  }

  private <J extends JsonValue, T> List<T> list(
      String name, String kind, Class<J> type, Function<J, T> convert) {
    if (object.get(name) instanceof JsonArray array && array.stream().allMatch(type::isInstance)) {
      return array.getValuesAs(type).stream().map(convert).toList();
    }
    throw bad(name, "a list of " + kind);
  }
}
