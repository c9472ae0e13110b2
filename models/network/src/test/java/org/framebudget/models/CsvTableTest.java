package org.framebudget.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTest {
    private static final List<String> REQUIRED = List.of("name", "size_mb");
    private static final List<String> OPTIONAL = List.of("note");

    @Test
    void quotesCommentsAndEmptyLinesAreRead() {
        CsvTable table = CsvTable.read(
                "t.csv",
                "# about\r\nname,size_mb,note\r\n\r\n\"a, \"\"b\"\"\",2.5,\r\nc, 3 ,x\r\n",
                REQUIRED,
                OPTIONAL);
        assertEquals(2, table.rows().size());
        assertEquals("a, \"b\"", table.rows().get(0).text("name"));
        assertEquals(2.5, table.rows().get(0).number("size_mb", 0, 10));
        assertNull(table.rows().get(0).numberOrNull("note", 0, 1));
        assertEquals(3, table.rows().get(1).integer("size_mb", 0, 10));
        assertEquals(5, table.rows().get(1).line());
        assertEquals(
                "",
                CsvTable.read("t.csv", "name,size_mb\na,1", REQUIRED, OPTIONAL)
                        .rows()
                        .get(0)
                        .textOrEmpty("note"));
    }

    @Test
    void everyProblemNamesFileLineAndColumn() {
        assertMessage("t.csv: the file is empty. Begin with a header: name,size_mb.", "# nothing\n");
        assertMessage("t.csv:1: size_md: unknown column. Maybe 'size_mb'?", "name,size_md\n");
        assertMessage("t.csv:1: name: the column stands twice. Remove one.", "name,size_mb,name\n");
        assertMessage("t.csv:1: size_mb: the column is missing.", "name\n");
        assertMessage(
                "t.csv:2: 3 fields, but the header names 2 columns. Put a field that holds a comma in double quotes.",
                "name,size_mb\na,1,2\n");
        assertMessage("t.csv:2: a double quote is never closed.", "name,size_mb\n\"a,1\n");
        assertMessage("t.csv:2: size_mb: the field is empty.", "name,size_mb\na,\n");
        assertMessage("t.csv:2: size_mb: 'big' is not a number.", "name,size_mb\na,big\n");
        assertMessage("t.csv:2: size_mb: 11 is out of range. It must lie between 0 and 10.", "name,size_mb\na,11\n");
        assertMessage("t.csv:2: size_mb: NaN is out of range. It must lie between 0 and 10.", "name,size_mb\na,NaN\n");
        assertMessage("t.csv:2: size_mb: 1.5 is not a whole number.", "name,size_mb\na,1.5\n");
    }

    private static void assertMessage(String message, String text) {
        InputException error = assertThrows(
                InputException.class,
                () -> CsvTable.read("t.csv", text, REQUIRED, OPTIONAL)
                        .rows()
                        .forEach(row -> row.integer("size_mb", 0, 10)));
        assertEquals(message, error.getMessage());
    }
}
