package dev.triggerfish.aws.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What AWS's model demands of a value in a request.
 *
 * @param type the model's word: {@code structure}, {@code list}, {@code map}, {@code string}, …
 * @param min least value, or least length of strings, blobs, lists and maps; null for none
 * @param max greatest value or length; null for none
 * @param pattern a regular expression that the whole string must match
 * @param enumValues allowed strings in AWS's order; empty for any
 * @param required names of a structure's members that must not be null
 * @param members shape names of a structure's members, of those alone that demand something
 * @param key shape name of a map's keys, if they demand something
 * @param value shape name of a map's values or a list's members, if they demand something
 * @param sensitive not to be repeated in messages
 */
public record ShapeModel(
    String type,
    @Nullable Number min,
    @Nullable Number max,
    @Nullable String pattern,
    List<String> enumValues,
    Set<String> required,
    Map<String, String> members,
    @Nullable String key,
    @Nullable String value,
    boolean sensitive) {}
