package org.framebudget.sim.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/** A scenario file, read once, of which variants with other values are made: by a sweep, a hundred thousand. Safe for many threads. */
public final class ScenarioBase {
    /** What the values of a key are. */
    public enum Kind {
        NUMBER,
        WHOLE,
        RATE,
        FLAG,
        /** Text, or a section. */
        OTHER
    }

    private final Node root;
    private final Binder binder;
    private final Scenario scenario;

    ScenarioBase(Node root, Path baseDir, String sha256) {
        this.root = root;
        this.binder = new Binder(baseDir, KnownIds.ANY);
        this.scenario = binder.bind(root, null, sha256);
    }

    /** The scenario as its file has it. */
    public Scenario scenario() {
        return scenario;
    }

    /**
     * The scenario with other values; its {@code sha256} stays that of the file, and it tells no assumptions.
     *
     * @param settings in order
     * @throws InputException where a value is not right, at the setting's place
     */
    public Scenario with(List<Setting> settings, long seed) {
        Node changed = root;
        for (Setting setting : settings) {
            changed = Overrides.apply(changed, setting);
        }
        return binder.forVariant(new IdentityHashMap<>()).bind(changed, seed, scenario.sha256());
    }

    /** Makes variants one after the other, faster where they share their first settings. */
    public Variants variants() {
        return new Variants();
    }

    /** Variants one after the other: what one shares with the one before is not made again. For one thread. */
    public final class Variants {
        /** What was bound for earlier variants is forgotten where it is more. */
        private static final int MOST_BOUND = 1_000;

        private final List<Setting> before = new ArrayList<>();
        /** With the settings up to each. */
        private final List<Node> trees = new ArrayList<>();

        private final Map<Node, Object> bound = new IdentityHashMap<>();

        private Variants() {}

        /** As {@link ScenarioBase#with}. */
        public Scenario with(List<Setting> settings, long seed) {
            int same = 0;
            while (same < before.size()
                    && same < settings.size()
                    && before.get(same).sameAs(settings.get(same))) {
                same++;
            }
            before.subList(same, before.size()).clear();
            trees.subList(same, trees.size()).clear();
            Node changed = same == 0 ? root : trees.get(same - 1);
            for (Setting setting : settings.subList(same, settings.size())) {
                changed = Overrides.apply(changed, setting);
                before.add(setting);
                trees.add(changed);
            }
            if (bound.size() > MOST_BOUND) {
                bound.clear();
            }
            return binder.forVariant(bound).bind(changed, seed, scenario.sha256());
        }
    }

    /** Throws {@link InputException} where this scenario has no such key. */
    public void checkKey(Setting setting) {
        Overrides.apply(root, setting);
    }

    /**
     * Looks at a value by itself, whatever the others are.
     *
     * @throws InputException where there is no such key in this scenario, or its value can never be right
     */
    public void check(Setting setting) {
        Overrides.apply(root, setting);
        Key key = key(setting.path());
        if (key != null) {
            Values.check(key, setting.value(), setting.path());
        }
    }

    /** The same key by the names that the file has: an item of a list by its id, even where the path has its index. */
    public String canonical(String path) {
        return KeyPath.of(root, path).text();
    }

    /** Whether a value for one of two keys takes away the other, as {@code cameras} does {@code camera}. */
    public boolean replaces(String path, String other) {
        return KeyPath.of(root, path).replaces(KeyPath.of(root, other));
    }

    /** The keys below one that holds a mapping, or a list of them; empty for any other. */
    public static List<String> keysBelow(String path) {
        Key key = key(path);
        return key != null && (key.type() == Key.Type.SECTION || key.type() == Key.Type.SECTIONS)
                ? key.sub().names()
                : List.of();
    }

    /** Whether a key holds a list of mappings. */
    public static boolean isList(String path) {
        Key key = key(path);
        return key != null && key.type() == Key.Type.SECTIONS;
    }

    /**
     * Files beside the scenario that it reads, or that a value in place of one of its own makes it read: traces, by their paths as
     * they are written.
     */
    public Set<String> files(Collection<Setting> settings) {
        Set<String> files = new TreeSet<>();
        addFiles(root, Keys.SCENARIO, files);
        for (Setting setting : settings) {
            Key key = key(setting.path());
            if (key != null) {
                addFiles(setting.value(), key, files);
            }
        }
        return files;
    }

    private static void addFiles(Node node, Key key, Set<String> files) {
        Section below = key.section();
        if (key.type() == Key.Type.FILE && node instanceof Node.Scalar scalar) {
            files.add(scalar.text());
        } else if (below != null && node instanceof Node.Items list) {
            list.items().forEach(item -> addFiles(item, below, files));
        } else if (below != null) {
            addFiles(node, below, files);
        }
    }

    private static void addFiles(Node node, Section section, Set<String> files) {
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach((name, entry) -> {
                if (section.has(name)) {
                    addFiles(entry.value(), section.key(name), files);
                }
            });
        }
    }

    /** What the values of a key are, {@link Kind#OTHER} for one that does not exist. */
    public static Kind kind(String path) {
        Key key = key(path);
        if (key == null) {
            return Kind.OTHER;
        }
        return switch (key.type()) {
            case NUMBER -> Kind.NUMBER;
            case WHOLE -> Kind.WHOLE;
            case RATE -> Kind.RATE;
            case FLAG -> Kind.FLAG;
            default -> Kind.OTHER;
        };
    }

    /** A rate as a number: {@code 30000/1001} is 29.97. */
    public static double perS(Setting rate) {
        return Values.rate(Keys.CAMERA.key("fps"), rate.value(), rate.path()).perS();
    }

    /** An id, which a scenario's list is searched for, stands between the names of two keys. */
    private static @Nullable Key key(String path) {
        @Nullable Section section = Keys.SCENARIO;
        Key key = null;
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length; i++) {
            if (section == null || !section.has(names[i])) {
                return null;
            }
            key = section.key(names[i]);
            section = key.section();
            if (key.type() == Key.Type.SECTIONS) {
                i++;
            }
        }
        return key;
    }
}
