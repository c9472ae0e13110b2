package org.framebudget.sim.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an answer, in memory.
 *
 * @param columns names
 */
record Rows(List<String> columns, List<List<@Nullable Object>> all) {
    private static final MathContext DIGITS = new MathContext(4);

    static Rows of(Statement statement, String sql) throws SQLException {
        try (ResultSet found = statement.executeQuery(sql)) {
            int count = found.getMetaData().getColumnCount();
            List<String> columns = new ArrayList<>();
            for (int c = 1; c <= count; c++) {
                columns.add(found.getMetaData().getColumnLabel(c));
            }
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (found.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int c = 1; c <= count; c++) {
                    row.add(found.getObject(c));
                }
                rows.add(row);
            }
            return new Rows(columns, rows);
        }
    }

    /** A number; absent where there is none. */
    static @Nullable Double number(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0;
        }
        return value instanceof Number number && Double.isFinite(number.doubleValue()) ? number.doubleValue() : null;
    }

    static long whole(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** The same, of a number no more digits than people look at. */
    static String shortText(@Nullable Object value) {
        return value instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString()
                : text(value);
    }

    /** A value as people write it: 30 and not 30.0. */
    static String text(@Nullable Object value) {
        return value instanceof Double number ? Axis.plain(number) : String.valueOf(value);
    }
}
