package io.heddle.api.connector;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;

/**
 * Writes records to a socket as a schema turns them into bytes. No guarantee after a failure: records since the last
 * checkpoint come again, and what was on its way when the connection broke is lost.
 */
public final class SocketSink<T> implements Sink<T> {
    private final String hostName;
    private final int port;
    private final SerializationSchema<T> schema;

    /** A socket. */
    public SocketSink(String hostName, int port, SerializationSchema<T> schema) {
        this.hostName = hostName;
        this.port = port;
        this.schema = schema;
    }

    @Override
    @SuppressWarnings("AddressSelection")
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        openSchema(context);
        Socket socket;
        try {
            socket = new Socket(hostName, port);
        } catch (ConnectException e) {
            throw new IOException(
                    "Nothing accepts connections at " + hostName + ":" + port
                            + ". Start the program that receives the records first.",
                    e);
        }
        socket.setTcpNoDelay(true);
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context unused) throws IOException {
                out.write(schema.serialize(element));
                out.flush();
            }

            @Override
            public void flush(boolean endOfInput) throws IOException {
                out.flush();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    private void openSchema(WriterInitContext context) throws IOException {
        try {
            schema.open(context::metricGroup);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The serialisation schema cannot be opened.", e);
        }
    }
}
