package io.heddle.core.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.plan.FieldAggregation;
import io.heddle.api.plan.FieldKey;
import io.heddle.api.plan.FieldPath;
import io.heddle.api.tuple.Tuple1;
import io.heddle.api.types.Row;
import io.heddle.api.types.RowKind;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that know their fields by name, before they are sent or stored and after. */
class NamedRowsTest {
    private static final Serializers SERIALIZERS = Serializers.of(NamedRowsTest.class.getClassLoader());
    private static final TypeInformation<Row> TYPE =
            Types.ROW_NAMED(new String[] {"city", "count"}, Types.STRING, Types.LONG);

    private static Row named(@Nullable String city, @Nullable Long count) {
        Row row = Row.withNames(RowKind.UPDATE_AFTER);
        row.setField("count", count);
        row.setField("city", city);
        return row;
    }

    private static Row sent(Row row) {
        BinaryWriter out = new BinaryWriter(64);
        SERIALIZERS.of(TYPE).write(row, out);
        return SERIALIZERS.of(TYPE).read(new BinaryReader(out.toBytes()));
    }

    @Test
    void aRowThatWasSentIsReadByNameAndByPosition() {
        Row row = sent(named("Ulm", 3L));
        assertEquals("Ulm", row.getField("city"));
        assertEquals(3L, row.<Long>getFieldAs("count"));
        assertEquals("Ulm", row.getField(0));
        assertEquals(Set.of("city", "count"), row.getFieldNames(true));
        assertNull(row.getFieldNames(false));
        Row copy = SERIALIZERS.of(TYPE).copy(row);
        copy.setField("count", 4L);
        assertEquals(4L, copy.getField(1));
        assertEquals(3L, row.getField("count"));
        assertEquals("Ulm", SERIALIZERS.of(TYPE).copy(named("Ulm", 3L)).getField(0));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> row.getField("zip"));
        assertEquals("The row has no field 'zip'; it has city, count.", refused.getMessage());
    }

    @Test
    void aRowThatWasSentIsEqualToWhatItWas() {
        Row absent = Row.withNames(RowKind.UPDATE_AFTER);
        absent.setField("city", "Ulm");
        for (Row row : List.of(named("Ulm", 3L), named(null, 3L), named("Ulm", null), absent)) {
            Row sent = sent(row);
            assertEquals(row, sent);
            assertEquals(sent, row);
            assertEquals(row.hashCode(), sent.hashCode());
            assertEquals(sent, sent(sent));
        }
        assertEquals(absent, named("Ulm", null));
        assertEquals(absent.hashCode(), named("Ulm", null).hashCode());
        assertEquals(Row.ofKind(RowKind.UPDATE_AFTER, "Ulm", 3L), sent(named("Ulm", 3L)));
        assertEquals(
                Row.ofKind(RowKind.UPDATE_AFTER, "Ulm", 3L).hashCode(),
                named("Ulm", 3L).hashCode());
        assertNotEquals(named("Ulm", 4L), sent(named("Ulm", 3L)));
        Row more = named("Ulm", 3L);
        more.setField("zip", null);
        assertNotEquals(more, sent(named("Ulm", 3L)));
        assertNotEquals(sent(named("Ulm", 3L)), more);
        assertNotEquals(Row.ofKind(RowKind.UPDATE_AFTER, "Ulm", 3L), named("Ulm", 3L));
    }

    @Test
    void aFieldThatTheTypeDoesNotKnowIsNotLostInSilence() {
        Row row = named("Ulm", 3L);
        row.setField("cuont", 4L);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> sent(row));
        assertTrue(refused.getMessage().contains("cuont"), refused.getMessage());
    }

    @Test
    void keysAndSumsKnowFieldsOfNamedRows() {
        FieldKey<Row> key = new FieldKey<>(List.of(FieldPath.of("city").resolve(TYPE)));
        assertEquals(Tuple1.of("Ulm"), key.getKey(named("Ulm", 3L)));
        FieldAggregation<Row> sum = new FieldAggregation<>(
                FieldAggregation.Kind.SUM, FieldPath.of("count").resolve(TYPE), true);
        assertEquals(named("Ulm", 7L), sum.reduce(named("Ulm", 3L), sent(named("Ulm", 4L))));
        assertEquals(named("Ulm", 7L), sum.reduceInto(named("Ulm", 3L), named("Ulm", 4L)));
        assertEquals(named("Ulm", 7L), sum.reduce(sent(named("Ulm", 3L)), named("Ulm", 4L)));
    }
}
