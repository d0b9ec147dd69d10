package org.healthai.web.openapi;

import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.healthai.web.ProblemDetail;
import org.jspecify.annotations.Nullable;

/**
 * Says in the OpenAPI document which members of an answer are always there: those that are not
 * {@code @Nullable} in the record that it is made of, since JSON-B leaves out what is null and
 * nothing else.
 */
public final class RequiredMembers {
  private final Map<String, Schema> schemas;
  private final Set<Class<?>> seen = new HashSet<>();

  private RequiredMembers(Map<String, Schema> schemas) {
    this.schemas = schemas;
  }

  /** Adds to the schemas of what these resource methods answer, and to the one of every error. */
  public static void addTo(OpenAPI document, Collection<Method> calls) {
    RequiredMembers members = new RequiredMembers(document.getComponents().getSchemas());
    calls.forEach(members::addAnswersOf);
    members.add(ProblemDetail.class);
  }

  private void addAnswersOf(Method call) {
    add(call.getGenericReturnType());
    Stream.of(call.getAnnotationsByType(APIResponse.class))
        .flatMap(response -> Stream.of(response.content()))
        .map(Content::schema)
        .forEach(schema -> add(schema.implementation()));
  }

  private void add(Type type) {
    if (type instanceof ParameterizedType generic) {
      Stream.of(generic.getActualTypeArguments()).forEach(this::add);
    } else if (type instanceof Class<?> array && array.isArray()) {
      add(array.getComponentType());
    } else if (type instanceof Class<?> document && document.isRecord() && seen.add(document)) {
      Stream.of(document.getRecordComponents()).forEach(member -> add(document, member));
    }
  }

  private void add(Class<?> document, RecordComponent member) {
    Schema schema = schemas.get(nameOf(document));
    if (schema != null && !member.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      schema.addRequired(nameOf(member));
    }
    add(member.getGenericType());
  }

  private static String nameOf(Class<?> document) {
    var schema =
        document.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    return schema == null || schema.name().isEmpty() ? document.getSimpleName() : schema.name();
  }

  /** The compiler copies the annotation of a component to its accessor. */
  private static String nameOf(RecordComponent member) {
    JsonbProperty renamed = member.getAccessor().getAnnotation(JsonbProperty.class);
    return renamed == null || renamed.value().isEmpty() ? member.getName() : renamed.value();
  }
}
