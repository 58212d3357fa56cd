package io.heddle.api.tuple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TupleTest {

    @Test
    void everyArityKeepsItsFieldsByPosition() {
        for (int arity = 0; arity <= Tuple.MAX_ARITY; arity++) {
            Tuple tuple = Tuple.newInstance(arity);
            assertEquals(Tuple.getTupleClass(arity), tuple.getClass());
            assertEquals(arity, tuple.getArity());
            for (int pos = 0; pos < arity; pos++) {
                tuple.setField(pos, pos);
            }
            for (int pos = 0; pos < arity; pos++) {
                assertEquals(Integer.valueOf(pos), tuple.<Integer>getField(pos));
            }
            Tuple copy = tuple.copy();
            assertEquals(tuple, copy);
            assertEquals(tuple.hashCode(), copy.hashCode());
            int beyond = arity;
            assertThrows(IndexOutOfBoundsException.class, () -> tuple.getField(beyond));
            if (arity > 0) {
                assertNotSame(tuple, copy);
                copy.setField("other", arity - 1);
                assertNotEquals(tuple, copy);
            }
        }
    }

    @Test
    void textShowsFieldsAndArrays() {
        assertEquals("(a,[1, 2],null)", Tuple3.of("a", new int[] {1, 2}, null).toString());
        assertEquals("(b,a)", Tuple2.of("a", "b").swap().toString());
    }

    @Test
    void aNullFieldIsToldByItsPosition() {
        assertThrows(NullPointerException.class, () -> new Tuple2<String, String>().getFieldNotNull(1));
    }
}
