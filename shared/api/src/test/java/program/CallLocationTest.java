package program;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.functions.MapFunction;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.MissingTypeInfo;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import org.junit.jupiter.api.Test;

/** Outside of the API's packages, as programs are. */
class CallLocationTest {

    @Test
    void anErasedTypeTellsTheLineOfTheProgram() {
        MapFunction<String, Tuple2<String, Long>> map = text -> Tuple2.of(text, 1L);

        TypeInformation<?> type = TypeExtractor.producedType(map, MapFunction.class, 1, Types.STRING);

        String message =
                String.valueOf(((MissingTypeInfo<?>) type).toException().getMessage());
        assertTrue(
                message.startsWith("The return type of function 'anErasedTypeTellsTheLineOfTheProgram("
                        + "CallLocationTest.java:"),
                message);
    }
}
