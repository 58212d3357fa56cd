package io.heddle.api.datastream;

import io.heddle.api.connector.FileSystem;
import io.heddle.api.connector.OutputFormat;
import io.heddle.api.connector.OutputFormatSinkFunction;
import io.heddle.api.connector.PrintSink;
import io.heddle.api.connector.SerializationSchema;
import io.heddle.api.connector.Sink;
import io.heddle.api.connector.SocketSink;
import io.heddle.api.connector.StreamingFileSink;
import io.heddle.api.connector.TextFileSink;
import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.ExecutionConfig;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.AssignerWithPeriodicWatermarks;
import io.heddle.api.eventtime.AssignerWithPunctuatedWatermarks;
import io.heddle.api.eventtime.WatermarkStrategies;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.FilterFunction;
import io.heddle.api.functions.FlatMapFunction;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.functions.Partitioner;
import io.heddle.api.functions.ProcessFunction;
import io.heddle.api.functions.SinkFunction;
import io.heddle.api.plan.FieldKey;
import io.heddle.api.plan.FieldPath;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.plan.StreamEdge;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.tuple.Tuple;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.windowing.CountEvictor;
import io.heddle.api.windowing.CountTrigger;
import io.heddle.api.windowing.GlobalWindow;
import io.heddle.api.windowing.GlobalWindows;
import io.heddle.api.windowing.PurgingTrigger;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.SlidingProcessingTimeWindows;
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import io.heddle.api.windowing.TumblingProcessingTimeWindows;
import io.heddle.api.windowing.Window;
import io.heddle.api.windowing.WindowAssigner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stream of records of one type. Nothing happens when a stream is transformed: each step adds an operator to the
 * plan, which {@code execute()} runs.
 *
 * <p>Between two instances of operators records keep their order; records of several instances come in any order.
 * State of all operators is exactly-once with checkpoints on, whatever the steps; of sinks each says its own
 * guarantee.
 *
 * @param <T> the records
 */
public class DataStream<T> {
    private final StreamExecutionEnvironment environment;
    private final List<StreamEdge> edges;

    DataStream(StreamExecutionEnvironment environment, List<StreamEdge> edges) {
        this.environment = environment;
        this.edges = edges;
    }

    final List<StreamEdge> edges() {
        return edges;
    }

    /** The key under which functions of this stream run; null if it has none. */
    @Nullable
    KeySpec<T, ?> key() {
        return null;
    }

    /** The id of the operator the stream comes from. */
    public int getId() {
        return edges.get(0).node().id();
    }

    /** The parallelism of the operator the stream comes from. */
    public int getParallelism() {
        int own = edges.get(0).node().parallelism();
        return own > 0 ? own : environment.getParallelism();
    }

    /** The type of the records. */
    @SuppressWarnings("unchecked")
    public TypeInformation<T> getType() {
        return (TypeInformation<T>) edges.get(0).type();
    }

    /** The environment the stream was built on. */
    public StreamExecutionEnvironment getExecutionEnvironment() {
        return environment;
    }

    /** The settings of the job. */
    public ExecutionConfig getExecutionConfig() {
        return environment.getConfig();
    }

    /** Records of this stream and others of the same type (or refused), in no particular order. */
    @SafeVarargs
    public final DataStream<T> union(DataStream<T>... streams) {
        List<StreamEdge> all = new ArrayList<>(edges);
        for (DataStream<T> other : streams) {
            Wiring.sameEnvironment(this, other);
            if (!getType().equals(other.getType())) {
                throw new IllegalArgumentException(
                        "Cannot union streams of different types: " + getType() + " and " + other.getType() + ".");
            }
            all.addAll(other.edges());
        }
        return new DataStream<>(environment, List.copyOf(all));
    }

    /** This stream and another one, to be handled by one operator with shared state. */
    public <R> ConnectedStreams<T, R> connect(DataStream<R> dataStream) {
        return new ConnectedStreams<>(this, dataStream);
    }

    /** This stream and a broadcast one. */
    public <R> BroadcastConnectedStream<T, R> connect(BroadcastStream<R> broadcastStream) {
        return new BroadcastConnectedStream<>(this, broadcastStream);
    }

    /** The stream by key, whose type must be known and have the same hash in every process; else it is refused. */
    public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key) {
        return new KeyedStream<>(this, Wiring.key(getType(), key));
    }

    /** The stream by key, with the key's type. */
    public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key, TypeInformation<K> keyType) {
        return new KeyedStream<>(this, Wiring.key(key, keyType));
    }

    /** The stream by fields at positions; the key is a tuple of them. */
    public KeyedStream<T, Tuple> keyBy(int... fields) {
        return new KeyedStream<>(this, Wiring.key(getType(), fields));
    }

    /** The stream by fields, named or nested with dots between; the key is a tuple of them. */
    public KeyedStream<T, Tuple> keyBy(String... fields) {
        return new KeyedStream<>(this, Wiring.key(getType(), fields));
    }

    /** Sends records to instances by a function of a key. */
    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, KeySelector<T, K> keySelector) {
        return partitioned(new Partitioning.Custom<>(partitioner, keySelector));
    }

    /** Sends records to instances by a function of the field at a position. */
    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, int field) {
        return partitionCustom(partitioner, new FieldValue<>(FieldPath.of(field).resolve(getType())));
    }

    /** Sends records to instances by a function of a field. */
    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, String field) {
        return partitionCustom(partitioner, new FieldValue<>(FieldPath.of(field).resolve(getType())));
    }

    /** Sends each record to every instance. */
    public DataStream<T> broadcast() {
        return partitioned(new Partitioning.Broadcast());
    }

    /** Sends each record to every instance, to be kept in broadcast state. */
    public BroadcastStream<T> broadcast(MapStateDescriptor<?, ?>... broadcastStateDescriptors) {
        return new BroadcastStream<>(broadcast(), List.of(broadcastStateDescriptors));
    }

    /** Sends records to instances at random. */
    public DataStream<T> shuffle() {
        return partitioned(new Partitioning.Shuffle());
    }

    /** Sends records to the instance of the same index; refused when planned unless the parallelism is equal. */
    public DataStream<T> forward() {
        return partitioned(new Partitioning.Forward());
    }

    /** Sends records to all instances in turn. */
    public DataStream<T> rebalance() {
        return partitioned(new Partitioning.Rebalance());
    }

    /** Sends records to a part of the instances in turn, with fewer connections. */
    public DataStream<T> rescale() {
        return partitioned(new Partitioning.Rescale());
    }

    /** Sends all records to the first instance. */
    public DataStream<T> global() {
        return partitioned(new Partitioning.Global());
    }

    DataStream<T> partitioned(Partitioning partitioning) {
        return new DataStream<>(
                environment, edges.stream().map(edge -> edge.with(partitioning)).toList());
    }

    /** Refused: always throws an {@link UnsupportedOperationException} that says what to do instead. */
    public DataStream<T> iterate() {
        throw new UnsupportedOperationException(
                "Iterations in a stream are not supported: checkpoints cannot cover records that circle. Keep the"
                        + " loop's state in a KeyedProcessFunction with timers, or send records round through a message"
                        + " queue.");
    }

    /** Refused, as {@link #iterate()} is. */
    public DataStream<T> iterate(long maxWaitTimeMillis) {
        return iterate();
    }

    /** One record out for each record. */
    public <R> SingleOutputStreamOperator<R> map(MapFunction<T, R> mapper) {
        return map(mapper, TypeExtractor.producedType(mapper, MapFunction.class, 1, getType()));
    }

    /** One record out for each record, of a type. */
    public <R> SingleOutputStreamOperator<R> map(MapFunction<T, R> mapper, TypeInformation<R> outputType) {
        return Wiring.operator(this, "Map", new OperatorSpec.Map<>(mapper, key()), outputType);
    }

    /** Any number of records out for each record. */
    public <R> SingleOutputStreamOperator<R> flatMap(FlatMapFunction<T, R> flatMapper) {
        return flatMap(flatMapper, TypeExtractor.producedType(flatMapper, FlatMapFunction.class, 1, getType()));
    }

    /** Any number of records out for each record, of a type. */
    public <R> SingleOutputStreamOperator<R> flatMap(FlatMapFunction<T, R> flatMapper, TypeInformation<R> outputType) {
        return Wiring.operator(this, "Flat Map", new OperatorSpec.FlatMap<>(flatMapper, key()), outputType);
    }

    /** A process function: records with timestamps and side outputs; timers only if the stream is keyed. */
    public <R> SingleOutputStreamOperator<R> process(ProcessFunction<T, R> processFunction) {
        return process(
                processFunction, TypeExtractor.producedType(processFunction, ProcessFunction.class, 1, getType()));
    }

    /** A process function with the type of its output. */
    public <R> SingleOutputStreamOperator<R> process(
            ProcessFunction<T, R> processFunction, TypeInformation<R> outputType) {
        return Wiring.operator(this, "Process", new OperatorSpec.Process<>(processFunction, key()), outputType);
    }

    /** The records for which a function is true. */
    public SingleOutputStreamOperator<T> filter(FilterFunction<T> filter) {
        return Wiring.operator(this, "Filter", new OperatorSpec.Filter<>(filter, key()), getType());
    }

    /** The fields of tuples at these positions, as smaller tuples. */
    public <R extends Tuple> SingleOutputStreamOperator<R> project(int... fieldIndexes) {
        FieldKey<T> fields = new FieldKey<>(Arrays.stream(fieldIndexes)
                .mapToObj(index -> FieldPath.of(index).resolve(getType()))
                .toList());
        @SuppressWarnings("unchecked")
        TypeInformation<R> type = (TypeInformation<R>) (TypeInformation<?>) fields.type();
        return Wiring.operator(this, "Projection", new OperatorSpec.Map<T, R>(new Projection<>(fields), null), type);
    }

    /** This stream and another by key and window, for a co-group. */
    public <T2> CoGroupedStreams<T, T2> coGroup(DataStream<T2> otherStream) {
        return new CoGroupedStreams<>(this, otherStream);
    }

    /** This stream and another by key and window, for a join. */
    public <T2> JoinedStreams<T, T2> join(DataStream<T2> otherStream) {
        return new JoinedStreams<>(this, otherStream);
    }

    /** All records by windows; one instance computes them all. */
    public <W extends Window> AllWindowedStream<T, W> windowAll(WindowAssigner<? super T, W> assigner) {
        return new AllWindowedStream<>(this, assigner);
    }

    /** All records by windows of a size; see {@code setStreamTimeCharacteristic} for which time is meant. */
    public AllWindowedStream<T, TimeWindow> timeWindowAll(Time size) {
        return Wiring.isEventTime(this)
                ? windowAll(TumblingEventTimeWindows.of(size))
                : windowAll(TumblingProcessingTimeWindows.of(size));
    }

    /** All records by windows of a size and a slide; see {@code setStreamTimeCharacteristic} for which time is meant. */
    public AllWindowedStream<T, TimeWindow> timeWindowAll(Time size, Time slide) {
        return Wiring.isEventTime(this)
                ? windowAll(SlidingEventTimeWindows.of(size, slide))
                : windowAll(SlidingProcessingTimeWindows.of(size, slide));
    }

    /** Every so many records of all. A group that is not full when the stream ends gives nothing. */
    public AllWindowedStream<T, GlobalWindow> countWindowAll(long size) {
        return windowAll(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
    }

    /** The last so many records of all, every so many records. */
    public AllWindowedStream<T, GlobalWindow> countWindowAll(long size, long slide) {
        return windowAll(GlobalWindows.create()).evictor(CountEvictor.of(size)).trigger(CountTrigger.of(slide));
    }

    /** Gives records timestamps and makes watermarks, per instance; those from before count no more. */
    public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(WatermarkStrategy<T> watermarkStrategy) {
        return Wiring.operator(
                this,
                "Timestamps/Watermarks",
                new OperatorSpec.TimestampsAndWatermarks<>(watermarkStrategy),
                getType());
    }

    /** The older form, with periodic watermarks. */
    public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(AssignerWithPeriodicWatermarks<T> assigner) {
        return assignTimestampsAndWatermarks(new WatermarkStrategies.Periodic<>(assigner));
    }

    /** The older form, with watermarks by record. */
    public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(AssignerWithPunctuatedWatermarks<T> assigner) {
        return assignTimestampsAndWatermarks(new WatermarkStrategies.Punctuated<>(assigner));
    }

    /** Prints records to the worker's standard output, with the index (from 1) if there are several instances. */
    public DataStreamSink<T> print() {
        return sinkTo(new PrintSink<>()).name("Print to Std. Out");
    }

    /** Prints records to the worker's standard error. */
    public DataStreamSink<T> printToErr() {
        return sinkTo(new PrintSink<>(true)).name("Print to Std. Err");
    }

    /** Prints records to the worker's standard output, after an identifier. */
    public DataStreamSink<T> print(String sinkIdentifier) {
        return sinkTo(new PrintSink<>(sinkIdentifier)).name("Print to Std. Out");
    }

    /** Prints records to the worker's standard error, after an identifier. */
    public DataStreamSink<T> printToErr(String sinkIdentifier) {
        return sinkTo(new PrintSink<>(sinkIdentifier, true)).name("Print to Std. Err");
    }

    /**
     * Writes records as lines of text: to a file with one instance, to a directory of numbered files with more. Fails
     * if it exists.
     */
    public DataStreamSink<T> writeAsText(String path) {
        return writeAsText(path, FileSystem.WriteMode.NO_OVERWRITE);
    }

    /**
     * Writes records as lines of text. An instance that is restarted writes its file anew, so what was written before
     * the last checkpoint is lost; use {@code FileSink} for exactly-once.
     */
    public DataStreamSink<T> writeAsText(String path, FileSystem.WriteMode writeMode) {
        return sinkTo(TextFileSink.lines(path, writeMode)).name("Text File");
    }

    /** Writes tuples as lines with commas between the fields, without quotes; see {@link #writeAsText(String)}. */
    public DataStreamSink<T> writeAsCsv(String path) {
        return writeAsCsv(path, FileSystem.WriteMode.NO_OVERWRITE);
    }

    /** The same with a write mode; refused unless records are tuples. */
    public DataStreamSink<T> writeAsCsv(String path, FileSystem.WriteMode writeMode) {
        return writeAsCsv(path, writeMode, "\n", ",");
    }

    /** Writes tuples as rows, with delimiters. */
    public DataStreamSink<T> writeAsCsv(
            String path, FileSystem.WriteMode writeMode, String rowDelimiter, String fieldDelimiter) {
        if (!getType().isTupleType()) {
            throw new IllegalArgumentException(
                    "writeAsCsv writes tuples, but the stream is of type " + getType() + ": map it to a tuple before.");
        }
        return sinkTo(TextFileSink.csv(path, writeMode, rowDelimiter, fieldDelimiter))
                .name("CSV File");
    }

    /** Writes the bytes of records to a socket, with one instance. What was on its way in a failure is lost. */
    public DataStreamSink<T> writeToSocket(String hostName, int port, SerializationSchema<T> schema) {
        return sinkTo(new SocketSink<>(hostName, port, schema))
                .name("Socket Sink")
                .single();
    }

    /** Hands records to a format of the older kind; at least once, if the format writes nothing twice at its own expense. */
    public DataStreamSink<T> writeUsingOutputFormat(OutputFormat<T> format) {
        return addSink(new OutputFormatSinkFunction<>(format));
    }

    /** Parts the stream by names; prefer side outputs. */
    public SplitStream<T> split(OutputSelector<T> outputSelector) {
        return new SplitStream<>(this, outputSelector);
    }

    /** Hands records to a sink function; at least once unless the function says more. */
    public DataStreamSink<T> addSink(SinkFunction<T> sinkFunction) {
        if (sinkFunction instanceof StreamingFileSink<T> files) {
            return sinkTo(files.asSink());
        }
        return Wiring.sink(this, "Unnamed", new OperatorSpec.FunctionSink<>(sinkFunction, key()));
    }

    /** Hands records to a sink, which has its own guarantee; one with {@code NeedsCheckpoints} needs them. */
    public DataStreamSink<T> sinkTo(Sink<T> sink) {
        return Wiring.sink(this, "Writer", new OperatorSpec.WriterSink<>(sink));
    }

    /**
     * Executes the program and gives the records of this stream as they come. Close the iterator to cancel the job. On a cluster
     * each comes once whichever master dies. Records may come twice when tasks have started again: use a sink where that counts.
     * The job ends when the iterator has fetched all records, or has not fetched for ten seconds after the last task's end.
     */
    public CloseableIterator<T> executeAndCollect() throws Exception {
        return executeAndCollect("DataStream Collect");
    }

    /** The same, under a name. */
    public CloseableIterator<T> executeAndCollect(String jobExecutionName) throws Exception {
        TypeInformation<T> type = getType();
        String resultId = collectSink(type);
        return environment.executeAsync(jobExecutionName).results(resultId, type);
    }

    /** Executes the program, gives the first records of this stream, and cancels the job. */
    public List<T> executeAndCollect(int limit) throws Exception {
        return executeAndCollect("DataStream Collect", limit);
    }

    /** Executes the program under a name, gives the first records of this stream, and cancels the job. */
    @SuppressWarnings("try")
    public List<T> executeAndCollect(String jobExecutionName, int limit) throws Exception {
        List<T> results = new ArrayList<>();
        try (CloseableIterator<T> iterator = executeAndCollect(jobExecutionName)) {
            while (results.size() < limit && iterator.hasNext()) {
                results.add(iterator.next());
            }
        }
        return results;
    }

    /**
     * Gives the records of this stream when the program has been executed: build on, call {@code executeAsync}, then iterate. Close
     * the iterator to cancel the job. With {@code execute}, which waits for the job's end, only a few thousand records fit between.
     */
    public CloseableIterator<T> collectAsync() {
        TypeInformation<T> type = getType();
        ResultCollector<T> results = new ResultCollector<>(collectSink(type), type);
        environment.whenSubmitted(results::submitted);
        return results;
    }

    /** The same, with the iterator handed to a collector. */
    public void collectAsync(Collector<T> collector) {
        collector.output = collectAsync();
    }

    /** Where {@link #collectAsync(Collector)} puts the iterator. */
    public static final class Collector<T> {
        private @Nullable CloseableIterator<T> output;

        /** An empty one. */
        public Collector() {}

        /**
         * The records.
         *
         * @throws IllegalStateException before the collector was handed to {@code collectAsync}
         */
        public CloseableIterator<T> getOutput() {
            CloseableIterator<T> there = output;
            if (there == null) {
                throw new IllegalStateException("The collector was not handed to collectAsync yet.");
            }
            return there;
        }
    }

    private String collectSink(TypeInformation<T> type) {
        String resultId = UUID.randomUUID().toString();
        Wiring.sink(this, "Collect", new OperatorSpec.CollectSink<>(resultId, type))
                .single();
        return resultId;
    }
}
