package io.heddle.api.environment;

import io.heddle.api.connector.Boundedness;
import io.heddle.api.connector.CollectionSource;
import io.heddle.api.connector.FileInputFormat;
import io.heddle.api.connector.FileProcessingMode;
import io.heddle.api.connector.FileSource;
import io.heddle.api.connector.InputFormat;
import io.heddle.api.connector.InputFormatSource;
import io.heddle.api.connector.IteratorSource;
import io.heddle.api.connector.NonParallelInput;
import io.heddle.api.connector.NumberSequenceSource;
import io.heddle.api.connector.SocketTextSource;
import io.heddle.api.connector.Source;
import io.heddle.api.connector.SplittableIterator;
import io.heddle.api.connector.SplittableIteratorSource;
import io.heddle.api.connector.TextInputFormat;
import io.heddle.api.datastream.DataStreamSource;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.ParallelSourceFunction;
import io.heddle.api.functions.SourceFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.PlanNode;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * The sources an environment offers; see {@link StreamExecutionEnvironment}.
 *
 * <p>Collections, sequences, iterators, files, and sources of splits are read exactly once as far as state is
 * concerned: their positions are part of checkpoints. A socket cannot be read twice, so records in flight are lost in
 * a failure. Of a source function see {@code SourceFunction}.
 */
public abstract sealed class EnvironmentSources permits StreamExecutionEnvironment {
    EnvironmentSources() {}

    abstract StreamExecutionEnvironment self();

    /** A bounded stream of these elements, in one instance. The type is that of the first element. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> DataStreamSource<T> fromElements(T... data) {
        return fromData(List.of(data));
    }

    /** A bounded stream of these elements, in one instance, of a common class. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> DataStreamSource<T> fromElements(Class<T> type, T... data) {
        return fromData(List.of(data), TypeInformation.of(type));
    }

    /** A bounded stream of these elements, in one instance. The type is that of the first element. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> DataStreamSource<T> fromData(T... data) {
        return fromData(List.of(data));
    }

    /** A bounded stream of these elements, in one instance, of a common class. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> DataStreamSource<T> fromData(Class<T> type, T... data) {
        return fromData(List.of(data), TypeInformation.of(type));
    }

    /** A bounded stream of these elements, in one instance, of a type. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> DataStreamSource<T> fromData(TypeInformation<T> typeInfo, T... data) {
        return fromData(List.of(data), typeInfo);
    }

    /** A bounded stream of these elements, in one instance. The type is that of the first element. */
    public <T> DataStreamSource<T> fromData(Collection<T> data) {
        if (data.isEmpty()) {
            throw new IllegalArgumentException(
                    "The collection is empty, so that the type of its elements cannot be seen:"
                            + " give the type, fromData(collection, TypeInformation.of(...)).");
        }
        return fromData(data, TypeExtractor.getForObject(data.iterator().next()));
    }

    /** A bounded stream of these elements, in one instance, of a type. */
    public <T> DataStreamSource<T> fromData(Collection<T> data, TypeInformation<T> typeInfo) {
        for (T element : data) {
            if (element == null) {
                throw new IllegalArgumentException("The collection has a null element; streams hold no nulls.");
            }
            if (!typeInfo.getTypeClass().isInstance(element)) {
                throw new IllegalArgumentException("The elements must be of type " + typeInfo + ", but one is "
                        + element.getClass().getName() + ": " + element);
            }
        }
        DataStreamSource<T> source = source(
                "Source: Collection Source",
                new OperatorSpec.SplitSource<>(CollectionSource.of(data, typeInfo), WatermarkStrategy.noWatermarks()),
                typeInfo);
        return source.single();
    }

    /** A bounded stream of these elements, in one instance. The type is that of the first element. */
    public <T> DataStreamSource<T> fromCollection(Collection<T> data) {
        return fromData(data);
    }

    /** A bounded stream of these elements, in one instance, of a type. */
    public <T> DataStreamSource<T> fromCollection(Collection<T> data, TypeInformation<T> typeInfo) {
        return fromData(data, typeInfo);
    }

    /** A stream of what an iterator yields; see {@link #fromCollection(Iterator, TypeInformation)}. */
    public <T> DataStreamSource<T> fromCollection(Iterator<T> data, Class<T> type) {
        return fromCollection(data, TypeInformation.of(type));
    }

    /**
     * A stream of what an iterator yields, in one instance. A serialisable iterator is read where the source runs and may be without
     * end; another is read now, when the program is built.
     */
    public <T> DataStreamSource<T> fromCollection(Iterator<T> data, TypeInformation<T> typeInfo) {
        if (data instanceof Serializable) {
            DataStreamSource<T> source = fromSource(
                    new IteratorSource<>(data), WatermarkStrategy.noWatermarks(), "Collection Source", typeInfo);
            return source.single();
        }
        List<T> elements = new ArrayList<>();
        data.forEachRemaining(elements::add);
        return fromData(elements, typeInfo);
    }

    /** The numbers from one to another (both included), in parallel; ordered only with one instance. */
    public DataStreamSource<Long> fromSequence(long from, long to) {
        return fromSource(
                new NumberSequenceSource(from, to), WatermarkStrategy.noWatermarks(), "Sequence Source", Types.LONG);
    }

    /** The older name of {@link #fromSequence}. */
    public DataStreamSource<Long> generateSequence(long from, long to) {
        return fromSequence(from, to);
    }

    /**
     * The lines of a text file, or of all files of a directory and its directories, in UTF-8; read once. Hidden files
     * (names that begin with {@code .} or {@code _}) are left out.
     */
    public DataStreamSource<String> readTextFile(String filePath) {
        return readTextFile(filePath, "UTF-8");
    }

    /** The lines of a text file, or of all files of a directory and its directories; read once. */
    public DataStreamSource<String> readTextFile(String filePath, String charsetName) {
        return readFile(new TextInputFormat(filePath, charsetName), filePath);
    }

    /** The records of a file, or of all files of a directory; read once. */
    public <T> DataStreamSource<T> readFile(FileInputFormat<T> inputFormat, String filePath) {
        return readFile(inputFormat, filePath, FileProcessingMode.PROCESS_ONCE, -1);
    }

    /**
     * The records of a file, or of all files of a directory.
     *
     * @param watchType whether to look for new files for ever
     * @param intervalMs milliseconds between looks
     */
    public <T> DataStreamSource<T> readFile(
            FileInputFormat<T> inputFormat, String filePath, FileProcessingMode watchType, long intervalMs) {
        FileSource.FileSourceBuilder<T> builder = inputFormat.source(filePath);
        if (watchType == FileProcessingMode.PROCESS_CONTINUOUSLY) {
            builder.monitorContinuously(Duration.ofMillis(intervalMs));
        }
        return fromSource(
                builder.build(), WatermarkStrategy.noWatermarks(), "File Source", inputFormat.getProducedType());
    }

    /**
     * The records of a file, or of all files of a directory, of a type.
     *
     * @param watchType whether to look for new files for ever
     * @param intervalMs milliseconds between looks
     */
    public <T> DataStreamSource<T> readFile(
            FileInputFormat<T> inputFormat,
            String filePath,
            FileProcessingMode watchType,
            long intervalMs,
            TypeInformation<T> typeInformation) {
        DataStreamSource<T> source = readFile(inputFormat, filePath, watchType, intervalMs);
        source.returns(typeInformation);
        return source;
    }

    /** The records of a format's file, or of all files of its directory; read once. */
    public <T> DataStreamSource<T> createInput(FileInputFormat<T> inputFormat) {
        return readFile(inputFormat, inputFormat.getFilePath());
    }

    /** The records of the files at the format's own path, with their type. */
    public <T> DataStreamSource<T> createInput(FileInputFormat<T> inputFormat, TypeInformation<T> type) {
        DataStreamSource<T> source = createInput(inputFormat);
        source.returns(type);
        return source;
    }

    /** A bounded stream from a format of the older kind; with one instance if it is a {@link NonParallelInput}. */
    public <T> DataStreamSource<T> createInput(InputFormat<T, ?> inputFormat) {
        return createInput(inputFormat, TypeExtractor.producedType(inputFormat, InputFormat.class, 0));
    }

    /** A bounded stream from a format of the older kind, of a type. */
    public <T> DataStreamSource<T> createInput(InputFormat<T, ?> inputFormat, TypeInformation<T> typeInfo) {
        DataStreamSource<T> source = fromSource(
                new InputFormatSource<>(inputFormat), WatermarkStrategy.noWatermarks(), "Custom Source", typeInfo);
        return inputFormat instanceof NonParallelInput ? source.single() : source;
    }

    /** A bounded stream of what an iterator gives, which is parted among the instances. */
    public <T> DataStreamSource<T> fromParallelCollection(SplittableIterator<T> iterator, Class<T> type) {
        return fromParallelCollection(iterator, TypeInformation.of(type));
    }

    /** A bounded stream of what an iterator gives, which is parted among the instances. */
    public <T> DataStreamSource<T> fromParallelCollection(SplittableIterator<T> iterator, TypeInformation<T> typeInfo) {
        return fromSource(
                new SplittableIteratorSource<>(iterator),
                WatermarkStrategy.noWatermarks(),
                "Parallel Collection Source",
                typeInfo);
    }

    /** Lines of text from a socket, in one instance; the stream ends when the peer closes. Nothing is replayed. */
    public DataStreamSource<String> socketTextStream(String hostname, int port) {
        return socketTextStream(hostname, port, "\n");
    }

    /** Text from a socket, split at a delimiter. */
    public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter) {
        return socketTextStream(hostname, port, delimiter, 0);
    }

    /** Text from a socket, split at a delimiter. */
    public DataStreamSource<String> socketTextStream(String hostname, int port, char delimiter) {
        return socketTextStream(hostname, port, String.valueOf(delimiter), 0);
    }

    /** Text from a socket, split at a delimiter, with seconds to go on trying to connect. */
    public DataStreamSource<String> socketTextStream(String hostname, int port, char delimiter, long maxRetry) {
        return socketTextStream(hostname, port, String.valueOf(delimiter), maxRetry);
    }

    /**
     * Text from a socket, split at a delimiter.
     *
     * @param maxRetry seconds to go on trying to connect, also after the peer has closed; negative for ever
     */
    public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter, long maxRetry) {
        DataStreamSource<String> source = fromSource(
                new SocketTextSource(hostname, port, delimiter, maxRetry),
                WatermarkStrategy.noWatermarks(),
                "Socket Stream",
                Types.STRING);
        return source.single();
    }

    /** A stream from a source function; with one instance unless it is a {@link ParallelSourceFunction}. */
    public <T> DataStreamSource<T> addSource(SourceFunction<T> function) {
        return addSource(function, "Custom Source");
    }

    /** A stream from a source function, with a name. */
    public <T> DataStreamSource<T> addSource(SourceFunction<T> function, String sourceName) {
        return addSource(function, sourceName, TypeExtractor.producedType(function, SourceFunction.class, 0));
    }

    /** A stream from a source function, with a type. */
    public <T> DataStreamSource<T> addSource(SourceFunction<T> function, TypeInformation<T> typeInfo) {
        return addSource(function, "Custom Source", typeInfo);
    }

    /** A stream from a source function, with a name and a type. */
    public <T> DataStreamSource<T> addSource(
            SourceFunction<T> function, String sourceName, TypeInformation<T> typeInfo) {
        DataStreamSource<T> source = source(
                "Source: " + sourceName,
                new OperatorSpec.FunctionSource<>(function, Boundedness.CONTINUOUS_UNBOUNDED),
                typeInfo);
        return function instanceof ParallelSourceFunction ? source : source.single();
    }

    /**
     * A stream from a source of splits. Each split has a watermark of its own, and the source's is the least of them.
     *
     * @param sourceName the name people read
     */
    public <T> DataStreamSource<T> fromSource(
            Source<T, ?, ?> source, WatermarkStrategy<T> timestampsAndWatermarks, String sourceName) {
        return fromSource(
                source, timestampsAndWatermarks, sourceName, TypeExtractor.producedType(source, Source.class, 0));
    }

    /** A stream from a source of splits, with a type. */
    public <T> DataStreamSource<T> fromSource(
            Source<T, ?, ?> source,
            WatermarkStrategy<T> timestampsAndWatermarks,
            String sourceName,
            TypeInformation<T> typeInfo) {
        return source(
                "Source: " + sourceName, new OperatorSpec.SplitSource<>(source, timestampsAndWatermarks), typeInfo);
    }

    private <T> DataStreamSource<T> source(String name, OperatorSpec spec, TypeInformation<T> type) {
        PlanNode node = self().planBuilder().add(name, spec, List.of(), type);
        return new DataStreamSource<>(self(), node);
    }
}
