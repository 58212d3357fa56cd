package io.heddle.api.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.PojoTypeInfo;
import io.heddle.api.types.Row;
import io.heddle.api.types.TupleTypeInfo;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvInputFormatTest {
    private static final Path ANYWHERE = new Path("file:///nowhere");

    /** As users write them. */
    public static class Behavior {
        public long userId;
        public String behavior = "";
        private double price;

        public double getPrice() {
            return price;
        }

        public void setPrice(double price) {
            this.price = price;
        }

        @Override
        public String toString() {
            return userId + " " + behavior + " " + price;
        }
    }

    private static final PojoTypeInfo<Behavior> BEHAVIOR =
            (PojoTypeInfo<Behavior>) TypeExtractor.createTypeInfo(Behavior.class);

    /** Reads the text in two parts that meet at the place. */
    private static <T> List<String> read(CsvInputFormat<T> format, String text, int middle) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> records = new ArrayList<>();
        drain(format.format().createReader(new ByteArrayInputStream(bytes), 0, middle, true), records);
        if (middle < bytes.length) {
            ByteArrayInputStream rest = new ByteArrayInputStream(bytes, middle - 1, bytes.length);
            drain(format.format().createReader(rest, middle - 1, Long.MAX_VALUE, false), records);
        }
        return records;
    }

    private static <T> List<String> read(CsvInputFormat<T> format, String text) throws IOException {
        return read(format, text, Integer.MAX_VALUE);
    }

    private static <T> void drain(StreamFormat.Reader<T> reader, List<String> records) throws IOException {
        for (T record = reader.read(); record != null; record = reader.read()) {
            records.add(record.toString());
        }
        reader.close();
    }

    @Test
    void columnsBecomeFieldsOfPojosWhereverTheFileIsCut() throws IOException {
        PojoCsvInputFormat<Behavior> format =
                new PojoCsvInputFormat<>(ANYWHERE, BEHAVIOR, new String[] {"userId", "behavior", "price"});
        format.setSkipFirstLineAsHeader(true);
        format.setCommentPrefix("#");
        String text = "user,what,price,more\n1,buy,0.5,x\n#2,buy,1\r\n\n3,,-2\r\n4,pv,1e3";
        List<String> expected = List.of("1 buy 0.5", "3  -2.0", "4 pv 1000.0");
        assertEquals(expected, read(format, text));
        for (int middle = 1; middle <= text.length(); middle++) {
            assertEquals(expected, read(format, text, middle), "cut at " + middle);
        }
        assertEquals(BEHAVIOR, format.getProducedType());
    }

    @Test
    void withoutNamesTheFieldsComeByTheirNames() throws IOException {
        PojoCsvInputFormat<Behavior> format = new PojoCsvInputFormat<>(ANYWHERE, "\n", "||", BEHAVIOR);
        assertEquals(List.of("7 buy 2.0"), read(format, "buy||2||7"));
    }

    @Test
    void columnsAreChosenByAMask() throws IOException {
        TupleTypeInfo<Tuple2<String, BigDecimal>> pair = new TupleTypeInfo<>(Types.STRING, Types.BIG_DEC);
        boolean[] secondAndFourth = {false, true, false, true};
        assertEquals(
                List.of("(b,1.10)"), read(new TupleCsvInputFormat<>(ANYWHERE, pair, secondAndFourth), "a,b,c,1.10,e"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TupleCsvInputFormat<>(ANYWHERE, pair, new boolean[] {true, false}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TupleCsvInputFormat<>(ANYWHERE, pair, new boolean[] {true, true, true}));
    }

    @Test
    void quotedColumnsMayHoldTheSeparator() throws IOException {
        TupleCsvInputFormat<Tuple2<String, BigDecimal>> format =
                new TupleCsvInputFormat<>(ANYWHERE, new TupleTypeInfo<>(Types.STRING, Types.BIG_DEC));
        format.enableQuotedStringParsing('"');
        assertEquals(
                List.of("(a, \"b\",1)", "(,2)", "(plain \"inside\",3)"),
                read(format, "\"a, \"\"b\"\"\",1\n\"\",2\nplain \"inside\",3"));
        assertTrue(said(format, "\"a\"b,1").contains("Something follows"));
        assertTrue(said(format, "\"a,1").contains("does not end"));
    }

    @Test
    void whatDoesNotFitIsNamedOrLeftOut() throws IOException {
        TypeInformation<?>[] types = {Types.INT, Types.BOOLEAN, Types.SQL_DATE};
        RowCsvInputFormat format = new RowCsvInputFormat(ANYWHERE, types, true);
        assertEquals(
                List.of(
                        Row.of(1, true, java.sql.Date.valueOf("2024-02-29")).toString(),
                        Row.of(null, false, null).toString()),
                read(format, "1,TRUE,2024-02-29\n,0,"));
        assertTrue(said(format, "x,1,2024-01-01").contains("Column 1 is no Integer: 'x'"));
        assertTrue(said(format, "1,1").contains("column 3 is wanted"));
        assertTrue(said(new RowCsvInputFormat(ANYWHERE, types), ",1,2024-01-01").contains("Column 1"));
        format.setLenient(true);
        assertEquals(
                List.of(Row.of(2, false, null).toString()), read(format, "x,1,2024-01-01\n1,1\n2,false,\n3,maybe,"));
    }

    @Test
    void columnsOfOtherTypesAndOtherLinesAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new RowCsvInputFormat(ANYWHERE, new TypeInformation<?>[] {Types.LIST(Types.INT)}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new RowCsvInputFormat(ANYWHERE, new TypeInformation<?>[] {Types.INT}, "|", ","));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PojoCsvInputFormat<>(ANYWHERE, BEHAVIOR, new String[] {"nothing"}));
    }

    private static String said(CsvInputFormat<?> format, String text) {
        return String.valueOf(
                assertThrows(IOException.class, () -> read(format, text)).getMessage());
    }
}
