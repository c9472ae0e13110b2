package org.framebudget.sim.sweep;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.SafeFiles;
import org.framebudget.sim.cli.Json;
import org.framebudget.sim.cli.Plans;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.report.AssumedValue;
import org.framebudget.sim.scenario.FleetSpec;

/**
 * What the best points of a finished sweep rest on, {@code sources.json}: rows alone do not say it, and a report is wanted where neither
 * the sweep's file nor its profiles are.
 *
 * @param assumed values that nobody measured
 * @param price where prices come from; empty without any
 */
record StoreSources(List<AssumedValue> assumed, List<String> citations, String price) {
    private static final String FILE = "sources.json";
    private static final int MOST_POINTS = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Empty where the sweep has not ended, or the file cannot be read. */
    static Optional<StoreSources> read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return Files.isRegularFile(file)
                    ? Optional.ofNullable(JSON.readValue(file.toFile(), StoreSources.class))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same, and where the sweep has not ended that of the best points so far. */
    static StoreSources now(Path folder, SweepPlan plan, ProfileRepository profiles) {
        return read(folder).orElseGet(() -> of(plan, profiles, bestPoints(folder)));
    }

    /** Writes the file where it is missing. */
    static void write(Path folder, SweepPlan plan, ProfileRepository profiles) {
        if (!Files.exists(folder.resolve(FILE))) {
            SafeFiles.writeText(folder.resolve(FILE), Json.text(of(plan, profiles, bestPoints(folder))) + "\n");
            SafeFiles.forget(folder.resolve(FILE));
        }
    }

    private static List<Long> bestPoints(Path folder) {
        List<Long> points = new ArrayList<>();
        try (DuckDBConnection database = Database.over(folder);
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT point FROM best_device_per_network WHERE point IS NOT NULL ORDER BY point LIMIT "
                                + MOST_POINTS)) {
            while (rows.next()) {
                points.add(rows.getLong(1));
            }
        } catch (SQLException e) {
            throw RowWriter.failed(folder, e);
        }
        return points;
    }

    private static StoreSources of(SweepPlan plan, ProfileRepository profiles, List<Long> points) {
        Trials trials = new Trials(plan.spec().base().scenario(), profiles, 0);
        Map<String, AssumedValue> assumed = new LinkedHashMap<>();
        Set<String> citations = new LinkedHashSet<>();
        for (long point : points) {
            try {
                Trials.Variant variant = trials.of(plan.scenario(point));
                Plans.assumed(variant.used())
                        .forEach(value -> assumed.putIfAbsent(value.profile() + " " + value.key(), value));
                citations.addAll(variant.citations());
            } catch (InputException e) {
                // a point that could not be run is not the best
            }
        }
        return new StoreSources(List.copyOf(assumed.values()), List.copyOf(citations), price(plan));
    }

    private static String price(SweepPlan plan) {
        FleetSpec fleet = plan.spec().base().scenario().fleet();
        return fleet == null
                ? ""
                : fleet.types().stream()
                        .map(type -> type.profile() + " " + Axis.plain(type.price()) + " " + fleet.currency() + " ("
                                + (type.priceSource() == null ? "ASSUMED" : type.priceSource()) + ")")
                        .collect(Collectors.joining(", ", "Prices of the scenario's fleet: ", "."));
    }
}
