package io.heddle.cluster.programs;

import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.types.Types;

/** Four times {@code --width} subtasks, three of the exchanges from all to all; the sum of the numbers to {@code --output}. */
public final class ManyTasks {
    private ManyTasks() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parameters.getInt("width"));
        env.fromSequence(1, parameters.getLong("numbers"))
                .rebalance()
                .map(number -> number * 2)
                .returns(Types.LONG)
                .keyBy(number -> number % 1000)
                .map(number -> number / 2)
                .returns(Types.LONG)
                .rebalance()
                .filter(number -> number > 0)
                .writeAsText(parameters.getRequired("output"));
        env.execute("ManyTasks");
    }
}
