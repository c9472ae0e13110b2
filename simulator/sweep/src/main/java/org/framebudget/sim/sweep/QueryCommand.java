package org.framebudget.sim.sweep;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBStruct;
import org.framebudget.models.InputException;
import org.framebudget.sim.cli.ExitStatus;
import org.framebudget.sim.cli.Json;
import org.framebudget.sim.cli.OutputPaths;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.cli.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framebudget query SQL --store DIR}. */
@Command(
        name = "query",
        description = {
            "Ask the results of a sweep in DuckDB's SQL.",
            "The view points has a row for each point, the view failures those that could not be run.",
            "best_device_per_network, pareto_front and main_effects are ready answers; --views says what each is.",
            "'DESCRIBE points' lists the columns."
        })
final class QueryCommand implements Callable<Integer> {
    private static final int MOST_ATTEMPTS = 4;

    private final Terminal terminal;

    @Parameters(paramLabel = "SQL", arity = "0..1", description = "As in 'SELECT * FROM points WHERE meets LIMIT 10'.")
    private @Nullable String sql;

    @Option(names = "--store", paramLabel = "DIR", required = true, description = "Folder of a sweep's results.")
    private Path folder = Path.of("");

    @Option(names = "--views", description = "List the views that can be asked, and what each is.")
    private boolean views;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the report as a page (FILE.html) or as PDF (FILE.pdf); may be given for both.")
    private List<Path> reports = List.of();

    @Option(names = "--json", description = "Print the rows as one JSON document and nothing else.")
    private boolean json;

    QueryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String asked = sql;
        if (asked != null && views) {
            throw new InputException("--views: lists the views and answers no SQL. Give one of the two.");
        }
        if (asked == null && !views && reports.isEmpty()) {
            throw new InputException(
                    "query: there is no SQL. Ask for example 'SELECT * FROM pareto_front', or give --views"
                            + " or --report FILE.");
        }
        SweepReportFiles.check(reports, new OutputPaths());
        StoreInfo info = Store.info(folder);
        if (asked != null) {
            Question.check(asked);
            whileFilesStay(() -> answer(asked));
        } else if (views) {
            list(info);
        }
        if (!reports.isEmpty()) {
            whileFilesStay(() -> SweepReportFiles.write(reports, folder));
        }
        return ExitStatus.DONE;
    }

    /** Asks again where files were put together meanwhile, which a sweep does at its end. */
    private void whileFilesStay(Runnable asking) {
        for (int attempt = 1; ; attempt++) {
            List<Part> parts = Store.parts(folder);
            try {
                asking.run();
                return;
            } catch (InputException e) {
                if (attempt == MOST_ATTEMPTS || Store.parts(folder).equals(parts)) {
                    throw e;
                }
            }
        }
    }

    private void answer(String asked) {
        try (DuckDBConnection database = Database.over(folder);
                Statement statement = database.createStatement()) {
            try (ResultSet rows = statement.executeQuery(asked)) {
                if (json) {
                    List<Map<String, @Nullable Object>> all = maps(rows);
                    terminal.document(all.isEmpty() ? "[]" : Json.text(all));
                } else {
                    terminal.print(terminal.style().clean(table(rows)));
                }
            }
        } catch (SQLException e) {
            Database.checkReadable(folder, e);
            throw new InputException("query: " + Database.wholeReason(e), e);
        }
    }

    private void list(StoreInfo info) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("points", "A row for each point: its number, its value on each axis, its seed, its results.");
        all.put("failures", "Those of them that could not be run, with the reason in error.");
        ReadyViews.of(info).forEach(view -> all.put(view.name(), view.about()));
        if (json) {
            terminal.document(Json.text(all));
            return;
        }
        StringBuilder text = new StringBuilder();
        all.forEach((name, about) ->
                text.append(name).append("\n    ").append(about).append("\n"));
        terminal.print(terminal.style().clean(text.toString()));
    }

    private static List<Map<String, @Nullable Object>> maps(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        checkNames(columns);
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        while (rows.next()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int c = 1; c <= columns.getColumnCount(); c++) {
                row.put(columns.getColumnLabel(c), plain(rows.getObject(c)));
            }
            all.add(row);
        }
        return all;
    }

    /** A JSON object has each name once. */
    private static void checkNames(ResultSetMetaData columns) throws SQLException {
        Set<String> names = new HashSet<>();
        for (int c = 1; c <= columns.getColumnCount(); c++) {
            String name = columns.getColumnLabel(c);
            if (!names.add(name)) {
                throw new InputException("query: two columns are called '" + name
                        + "', and --json needs each name once. Give one of them another name with AS.");
            }
        }
    }

    /** As JSON has it. */
    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (value == null || value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof Number number) {
            // JSON has neither infinity nor what is no number
            return Double.isFinite(number.doubleValue()) ? number : null;
        }
        if (value instanceof DuckDBStruct struct) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (Map.Entry<String, Object> field : struct.getMap().entrySet()) {
                fields.put(field.getKey(), plain(field.getValue()));
            }
            return fields;
        }
        if (value instanceof Array array) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Object item : (Object[]) array.getArray()) {
                items.add(plain(item));
            }
            return items;
        }
        return value.toString();
    }

    private static String table(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        int count = columns.getColumnCount();
        String[] titles = new String[count];
        for (int c = 1; c <= count; c++) {
            titles[c - 1] = (isNumber(columns.getColumnTypeName(c)) ? ">" : "") + columns.getColumnLabel(c);
        }
        TextTable table = new TextTable(titles);
        while (rows.next()) {
            String[] cells = new String[count];
            for (int c = 1; c <= count; c++) {
                Object value = plain(rows.getObject(c));
                cells[c - 1] = value == null ? "-" : value.toString();
            }
            table.row(cells);
        }
        return table.text();
    }

    private static boolean isNumber(String type) {
        return type.matches("(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*)");
    }
}
