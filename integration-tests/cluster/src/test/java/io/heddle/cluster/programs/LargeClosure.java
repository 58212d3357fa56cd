package io.heddle.cluster.programs;

import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.types.Types;
import java.util.Random;

/** A function that carries {@code --megabytes} with it, and writes how many bytes came through and their sum. */
public final class LargeClosure {
    private LargeClosure() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        byte[] load = new byte[parameters.getInt("megabytes") << 20];
        new Random(1).nextBytes(load);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromElements("load")
                .map(name -> name + " " + load.length + " " + sum(load))
                .returns(Types.STRING)
                .writeAsText(parameters.getRequired("output"));
        env.execute("LargeClosure " + sum(load));
    }

    /** Of all bytes. */
    public static long sum(byte[] load) {
        long sum = 0;
        for (byte part : load) {
            sum += part;
        }
        return sum;
    }
}
