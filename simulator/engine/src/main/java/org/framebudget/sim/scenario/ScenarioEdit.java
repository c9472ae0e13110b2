package org.framebudget.sim.scenario;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Puts changed values into the text of a scenario, each where its key stands or else beside its neighbours, so that
 * comments, order and layout stay. What comes out is to be read again and compared by {@link #same}: a text may be written
 * in ways (aliases, keys that exclude each other) in which a value cannot be changed in its place.
 */
public final class ScenarioEdit {
    private final String fileName;
    private final boolean json;
    private String text;

    private ScenarioEdit(String text, String fileName) {
        this.text = text;
        this.fileName = fileName;
        json = isJson(fileName);
    }

    /** Whether a file of this name is read as JSON. */
    public static boolean isJson(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /**
     * The text with other values.
     *
     * @param text YAML or JSON of a valid scenario
     * @param fileName for messages; {@code .json} at its end means JSON
     * @param changes value by path, as {@code --set} takes them
     * @throws InputException where a value cannot be put in its place
     */
    public static String apply(String text, String fileName, Map<String, String> changes) {
        ScenarioEdit edit = new ScenarioEdit(text, fileName);
        changes.forEach(edit::put);
        return edit.text;
    }

    /** Whether two scenarios ask the same, wherever they were read from. */
    public static boolean same(Scenario a, Scenario b) {
        return bare(a).equals(bare(b));
    }

    private static Scenario bare(Scenario of) {
        return new Scenario(
                of.name(),
                of.durationS(),
                of.seed(),
                of.environment(),
                of.devices(),
                of.cameras(),
                of.pipelines(),
                of.adaptation(),
                of.slo(),
                of.limits(),
                of.links(),
                of.offline(),
                of.fleet(),
                of.assumptions(),
                "",
                Path.of(""),
                Places.NONE,
                of.population());
    }

    private void put(String path, String value) {
        List<String> names = List.of(path.split("\\."));
        org.yaml.snakeyaml.nodes.Node node = compose(path);
        for (int i = 0; i < names.size(); i++) {
            List<String> below = names.subList(i + 1, names.size());
            if (node instanceof MappingNode map) {
                NodeTuple entry = entry(map, names.get(i));
                if (entry == null) {
                    insert(map, names.subList(i, names.size()), value, path);
                    return;
                }
                node = entry.getValueNode();
                if (node.getStartMark().getIndex()
                        < entry.getKeyNode().getStartMark().getIndex()) {
                    throw shared(path);
                }
                if (below.isEmpty() || node instanceof ScalarNode) {
                    replace(node, nested(below, value), path);
                    return;
                }
            } else if (node instanceof SequenceNode list) {
                node = item(list, names.get(i), path);
            }
        }
        throw error(path, "names no value in the file.");
    }

    private org.yaml.snakeyaml.nodes.Node compose(String path) {
        try {
            org.yaml.snakeyaml.nodes.@Nullable Node root =
                    new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root != null) {
                return root;
            }
        } catch (YAMLException e) {
            throw new InputException(
                    fileName + ": " + path + ": cannot be changed in the text: " + e.getMessage() + ".", e);
        }
        throw error(path, "cannot be put into an empty file.");
    }

    private static @Nullable NodeTuple entry(MappingNode map, String name) {
        for (NodeTuple tuple : map.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
                return tuple;
            }
        }
        return null;
    }

    /** By id, or else by index from 0, as {@link Overrides} finds it. */
    private org.yaml.snakeyaml.nodes.Node item(SequenceNode list, String name, String path) {
        org.yaml.snakeyaml.nodes.@Nullable Node found = null;
        List<org.yaml.snakeyaml.nodes.Node> items = list.getValue();
        for (int i = items.size() - 1; i >= 0; i--) {
            NodeTuple id = items.get(i) instanceof MappingNode map ? entry(map, "id") : null;
            String shown = id != null && id.getValueNode() instanceof ScalarNode scalar
                    ? scalar.getValue()
                    : Integer.toString(i);
            if (shown.equals(name) || (found == null && Integer.toString(i).equals(name))) {
                found = items.get(i);
            }
        }
        if (found == null) {
            throw error(path, "there is no '" + name + "' in the file.");
        }
        if (found.getStartMark().getIndex() < list.getStartMark().getIndex()) {
            throw shared(path);
        }
        return found;
    }

    private void replace(org.yaml.snakeyaml.nodes.Node old, String by, String path) {
        int from = at(old.getStartMark().getIndex());
        int to = end(old, path);
        String written = text.substring(from, to);
        boolean lineEnds = written.endsWith("\n");
        splice(from, to, (written.isEmpty() ? " " : "") + by + (lineEnds ? "\n" : ""));
    }

    private void insert(MappingNode map, List<String> names, String value, String path) {
        String pair = pair(names, value);
        List<NodeTuple> tuples = map.getValue();
        if (tuples.isEmpty()) {
            int after = at(map.getStartMark().getIndex()) + 1;
            splice(after, after, pair);
            return;
        }
        int last = endOfLast(tuples, path);
        if (map.getFlowStyle() == org.yaml.snakeyaml.DumperOptions.FlowStyle.FLOW) {
            splice(last, last, ", " + pair);
            return;
        }
        int column = tuples.get(0).getKeyNode().getStartMark().getColumn();
        String line = " ".repeat(column) + pair;
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        if (text.charAt(last - 1) == '\n') {
            splice(last, last, line + newline);
            return;
        }
        int lineEnd = text.indexOf('\n', last);
        int before =
                lineEnd < 0 ? text.length() : lineEnd > 0 && text.charAt(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
        // sections of the whole file stand apart where the writer set them apart
        boolean apart = column == 0 && names.size() > 1 && text.contains(newline + newline);
        splice(before, before, newline + (apart ? newline : "") + line);
    }

    private int endOfLast(List<NodeTuple> tuples, String path) {
        NodeTuple last = tuples.get(tuples.size() - 1);
        if (last.getValueNode().getStartMark().getIndex()
                < last.getKeyNode().getStartMark().getIndex()) {
            throw shared(path);
        }
        return end(last.getValueNode(), path);
    }

    /** Where a value's own characters end; the parser's end of a block is after the comments that follow it. */
    private int end(org.yaml.snakeyaml.nodes.Node node, String path) {
        boolean block = node instanceof CollectionNode<?> whole
                && whole.getFlowStyle() == org.yaml.snakeyaml.DumperOptions.FlowStyle.BLOCK;
        if (block && node instanceof MappingNode map && !map.getValue().isEmpty()) {
            return endOfLast(map.getValue(), path);
        }
        if (block && node instanceof SequenceNode list && !list.getValue().isEmpty()) {
            List<org.yaml.snakeyaml.nodes.Node> items = list.getValue();
            org.yaml.snakeyaml.nodes.Node last = items.get(items.size() - 1);
            if (last.getStartMark().getIndex() < list.getStartMark().getIndex()) {
                throw shared(path);
            }
            return end(last, path);
        }
        return at(node.getEndMark().getIndex());
    }

    /** The parser counts code points. */
    private int at(int codePoint) {
        return text.offsetByCodePoints(0, codePoint);
    }

    private void splice(int from, int to, String by) {
        text = text.substring(0, from) + by + text.substring(to);
    }

    private String pair(List<String> names, String value) {
        String name = names.get(0);
        return (json ? '"' + name + '"' : name) + ": " + nested(names.subList(1, names.size()), value);
    }

    private String nested(List<String> names, String value) {
        return names.isEmpty() ? written(value.strip()) : "{" + pair(names, value) + "}";
    }

    private String written(String value) {
        Node read = NodeParser.argument(value, "--set");
        if (json) {
            return json(read);
        }
        boolean plain = read instanceof Node.Scalar && !value.startsWith("\"") && !value.startsWith("'");
        return plain && value.matches("(?s).*[,\\[\\]{}#:\\n].*") ? quoted(value) : value;
    }

    private static String json(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return switch (scalar.kind()) {
                case TEXT -> quoted(scalar.text());
                case NOTHING -> "null";
                default -> scalar.text().toLowerCase(Locale.ROOT);
            };
        }
        List<String> parts = new ArrayList<>();
        if (node instanceof Node.Items list) {
            list.items().forEach(item -> parts.add(json(item)));
            return "[" + String.join(", ", parts) + "]";
        }
        ((Node.Mapping) node).entries().forEach((name, entry) -> parts.add(quoted(name) + ": " + json(entry.value())));
        return "{" + String.join(", ", parts) + "}";
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private InputException shared(String path) {
        return error(path, "stands in a part that the file shares by an alias. Write that part out in the file first.");
    }

    private InputException error(String path, String problem) {
        return InputException.at(fileName, 0, path, problem, null);
    }
}
