package org.framebudget.sim.sweep;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Pieces of SQL. */
final class Sql {
    private Sql() {}

    static String name(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }

    static String names(Collection<String> columns) {
        return columns.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String file(Path file) {
        return text(file.toString());
    }

    /** The same double in DuckDB as in Java. */
    static String number(double value) {
        return "CAST('" + value + "' AS DOUBLE)";
    }

    /** Rows of Parquet files; a folder of the path that is called {@code fps=99} is no column. */
    static String rows(List<Path> files) {
        return "read_parquet(" + list(files) + ", hive_partitioning = false)";
    }

    static String list(List<Path> files) {
        return files.stream().map(Sql::file).collect(Collectors.joining(", ", "[", "]"));
    }
}
