package org.framebudget.sim.sweep;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.framebudget.models.InputException;

/** Scores of points that a store holds. */
final class StoredScores {
    private final Path folder;
    private final Goal goal;

    StoredScores(Path folder, Goal goal) {
        this.folder = folder;
        this.goal = goal;
    }

    /**
     * Those of some points, in any order.
     *
     * @param files that hold them
     */
    List<Score> of(Collection<Long> points, Collection<Part> files, DuckDBConnection database) {
        String among = points.stream().map(String::valueOf).collect(Collectors.joining(", "));
        List<Path> names =
                files.stream().map(part -> folder.resolve(part.fileName())).toList();
        return read(
                "SELECT " + columns() + " FROM " + Sql.rows(names) + " WHERE " + Outputs.POINT + " IN (" + among + ")",
                database);
    }

    /** The best of all, in order. */
    List<Score> best(int count) {
        try (DuckDBConnection database = Database.over(folder)) {
            return read(
                    "SELECT " + columns() + " FROM points ORDER BY " + Outputs.ERROR + " IS NOT NULL, " + excess()
                            + column(goal.outputs().get(0)) + (goal.maximise() ? " DESC" : " ASC")
                            + " NULLS LAST, " + Outputs.POINT + " LIMIT " + count,
                    database);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Points that could not be run. */
    long failed() {
        try (DuckDBConnection database = Database.over(folder);
                Statement statement = database.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM points WHERE " + Outputs.ERROR + " IS NOT NULL")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private String columns() {
        return Outputs.POINT + ", " + Outputs.ERROR + " IS NOT NULL, "
                + goal.outputs().stream().map(StoredScores::column).collect(Collectors.joining(", "));
    }

    private static String column(Output output) {
        return "CAST(\"" + output.name() + "\" AS DOUBLE)";
    }

    /** What {@link Goal.Limit#excess} says, in SQL, with a comma behind it; empty without limits, since points go by no constant. */
    private String excess() {
        List<String> terms = new ArrayList<>();
        for (int l = 0; l < goal.limits().size(); l++) {
            Goal.Limit limit = goal.limits().get(l);
            String figure = column(goal.outputs().get(l + 1));
            String bound = "CAST(" + limit.bound() + " AS DOUBLE)";
            String scale = limit.bound() == 0 ? "1" : "abs(" + bound + ")";
            terms.add("CASE WHEN " + figure + " IS NULL THEN 1 WHEN " + figure + " "
                    + limit.sign().text() + " " + bound + " THEN 0 ELSE greatest(" + Goal.LEAST_EXCESS + ", abs("
                    + figure + " - " + bound + ") / " + scale + ") END");
        }
        return terms.isEmpty() ? "" : String.join(" + ", terms) + ", ";
    }

    private List<Score> read(String sql, DuckDBConnection database) {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Score> scores = new ArrayList<>();
            while (rows.next()) {
                long point = rows.getLong(1);
                if (rows.getBoolean(2)) {
                    scores.add(Score.failed(point));
                    continue;
                }
                List<Double> figures = new ArrayList<>();
                for (int i = 0; i < goal.outputs().size(); i++) {
                    double figure = rows.getDouble(i + 3);
                    figures.add(rows.wasNull() ? Double.NaN : figure);
                }
                scores.add(goal.score(point, List.copyOf(figures)));
            }
            return scores;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private InputException unreadable(SQLException e) {
        return new InputException(
                "--store: the results in '" + folder + "' cannot be read: " + Database.reason(e) + ".", e);
    }
}
