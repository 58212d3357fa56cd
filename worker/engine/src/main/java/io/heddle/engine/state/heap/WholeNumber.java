package io.heddle.engine.state.heap;

import io.heddle.api.types.BasicTypeInfo;
import io.heddle.api.types.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Values that are nothing but a number: a table keeps its bits and no object. So updates leave no garbage behind, and no
 * references from old objects to new ones for the garbage collector to look for.
 */
enum WholeNumber implements NumberForm {
    LONG {
        @Override
        public long number(Object value) {
            return (Long) value;
        }

        @Override
        public Object with(Object rest, long number) {
            return number;
        }
    },
    INT {
        @Override
        public long number(Object value) {
            return (Integer) value;
        }

        @Override
        public Object with(Object rest, long number) {
            return (int) number;
        }
    },
    DOUBLE {
        @Override
        public long number(Object value) {
            return Double.doubleToRawLongBits((Double) value);
        }

        @Override
        public Object with(Object rest, long number) {
            return Double.longBitsToDouble(number);
        }
    };

    /** The form of values of that type; null if they are no such numbers. */
    static @Nullable WholeNumber of(TypeInformation<?> type) {
        if (!(type instanceof BasicTypeInfo<?> basic)) {
            return null;
        }
        return switch (basic.kind()) {
            case LONG -> LONG;
            case INT -> INT;
            case DOUBLE -> DOUBLE;
            default -> null;
        };
    }

    /** Only says that the slot is in use. */
    @Override
    public Object rest(Object value) {
        return this;
    }
}
