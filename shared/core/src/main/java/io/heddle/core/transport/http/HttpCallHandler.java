package io.heddle.core.transport.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.heddle.core.transport.Channels;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.stream.ChunkedStream;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP connection, one call at a time. Who asks is judged by the headers alone, before a byte of the body is kept.
 */
final class HttpCallHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LogManager.getLogger(HttpCallHandler.class);
    private static final int MOST_BODY_BYTES = 256 << 20;
    private static final long ANSWER_DEADLINE_MS = 120_000;
    /** How long the rest of a request is listened to that was refused by its headers. */
    private static final long REFUSED_DEADLINE_MS = 30_000;

    private static final int STREAM_BYTES = 32 * 1024;
    private static final String JSON_TYPE = "application/json; charset=UTF-8";

    private final Access access;
    private final Router router;

    /** The call that is being received or answered. */
    private @Nullable Answer current;

    private @Nullable HttpRequest head;
    private Access.@Nullable Verdict verdict;
    private @Nullable ByteArrayOutputStream body;

    HttpCallHandler(Access access, Router router) {
        this.access = access;
        this.router = router;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest request) {
                onHead(context, request);
            }
            if (message instanceof HttpContent content) {
                onContent(context, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void onHead(ChannelHandlerContext context, HttpRequest request) {
        if (current != null && !current.done) {
            LOG.debug(
                    "{} sends a request before the answer to the one before",
                    context.channel().remoteAddress());
            Channels.close(context);
            return;
        }
        Answer answer = new Answer(context, HttpMethod.HEAD.equals(request.method()));
        current = answer;
        head = null;
        body = null;
        if (request.decoderResult().isFailure()) {
            answer.refuseAndClose(400, "The request is not HTTP.");
            return;
        }
        var given = new Access.Credentials(
                header(request, HttpHeaderNames.AUTHORIZATION), header(request, HttpHeaderNames.COOKIE));
        Access.Verdict judged = access.judge(given);
        long length = HttpUtil.getContentLength(request, 0L);
        if (judged.right() == Access.Right.NONE) {
            answer.refuseAndClose(401, "Only the application's owner is answered here; the token is missing or wrong.");
        } else if (judged.right() == Access.Right.READ && !isRead(request)) {
            answer.refuseAndClose(403, "Through YARN's proxy there is only reading; use the command line to act.");
        } else if (length > MOST_BODY_BYTES) {
            answer.refuseAndClose(413, "A body of " + length + " bytes; at most " + MOST_BODY_BYTES + " are taken.");
        } else {
            head = request;
            verdict = judged;
            body = new ByteArrayOutputStream((int) Math.min(length, 1 << 20));
            if (HttpUtil.is100ContinueExpected(request)) {
                Channels.writeAndFlush(
                        context,
                        new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
            }
        }
    }

    private static String header(HttpRequest request, CharSequence name) {
        return Objects.requireNonNullElse(request.headers().get(name), "");
    }

    private static boolean isRead(HttpRequest request) {
        return HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    }

    private void onContent(ChannelHandlerContext context, HttpContent content) {
        HttpRequest request = head;
        ByteArrayOutputStream into = body;
        Answer answer = current;
        if (request == null || into == null || answer == null) {
            if (answer != null && content instanceof LastHttpContent) {
                answer.heardOut();
            }
            return;
        }
        ByteBuf bytes = content.content();
        if (into.size() + bytes.readableBytes() > MOST_BODY_BYTES
                || content.decoderResult().isFailure()) {
            head = null;
            answer.refuseAndClose(413, "The body is damaged, or has more than " + MOST_BODY_BYTES + " bytes.");
            if (content instanceof LastHttpContent) {
                answer.heardOut();
            }
            return;
        }
        try {
            bytes.readBytes(into, bytes.readableBytes());
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to be written", e);
        }
        if (content instanceof LastHttpContent) {
            head = null;
            // The next request waits in the socket until this one is answered.
            context.channel().config().setAutoRead(false);
            dispatch(context, request, into.toByteArray(), answer);
        }
    }

    private void dispatch(ChannelHandlerContext context, HttpRequest request, byte[] bytes, Answer answer) {
        Channels.later(
                context.channel().eventLoop(),
                ANSWER_DEADLINE_MS,
                () -> answer.error(504, "No answer within " + ANSWER_DEADLINE_MS + " ms."));
        try {
            QueryStringDecoder uri = new QueryStringDecoder(request.uri());
            Verb verb = verb(request.method());
            Router.Match match = router.find(verb, uri.rawPath());
            String user = verdict == null ? "" : verdict.user();
            Map<String, List<String>> query = uri.parameters();
            String path = match.route().pattern();
            match.route().handler().handle(new Call(verb, path, match.parameters(), query, bytes, user), answer);
        } catch (Refusal e) {
            answer.errors(e.status(), e.errors());
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.method(), request.uri(), e);
            answer.error(500, "The server failed at this; its log says why: " + e);
        }
    }

    private static Verb verb(HttpMethod method) {
        if (HttpMethod.HEAD.equals(method)) {
            return Verb.GET;
        }
        for (Verb verb : Verb.values()) {
            if (verb.name().equals(method.name())) {
                return verb;
            }
        }
        throw new Refusal(405, "The method " + method.name() + " is not taken here.");
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            Channels.close(context);
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("HTTP connection from {} broke", context.channel().remoteAddress(), cause);
        Channels.close(context);
    }

    /** The answer to one call; whatever thread it is given on, it is written by the net thread. */
    private static final class Answer implements Responder {
        private final ChannelHandlerContext context;
        private final boolean headOnly;
        private boolean given;
        private boolean done;
        /** The connection ends with this answer, which is written. */
        private boolean last;
        /** The request was refused, and has come to its end all the same. */
        private boolean heardOut;

        Answer(ChannelHandlerContext context, boolean headOnly) {
            this.context = context;
            this.headOnly = headOnly;
        }

        private void once(Runnable write) {
            context.channel().eventLoop().execute(() -> {
                if (!given) {
                    given = true;
                    write.run();
                }
            });
        }

        @Override
        public void json(int status, Object value) {
            once(() -> {
                try {
                    writeWhole(status, JSON_TYPE, Unpooled.wrappedBuffer(Json.MAPPER.writeValueAsBytes(value)), false);
                } catch (JsonProcessingException e) {
                    LOG.error("An answer cannot be written as JSON: {}", value.getClass(), e);
                    writeErrors(500, List.of("The answer could not be written as JSON."), false);
                }
            });
        }

        @Override
        public void bytes(int status, String contentType, byte[] content) {
            once(() -> writeWhole(status, contentType, Unpooled.wrappedBuffer(content), false));
        }

        @Override
        public void errors(int status, List<String> errors) {
            once(() -> writeErrors(status, errors, false));
        }

        /**
         * Says no before the request has ended, and closes when it has: whoever is cut off while it sends does not hear the
         * answer, for its system throws away what it has not read yet.
         */
        void refuseAndClose(int status, String error) {
            once(() -> {
                if (context.isRemoved()) {
                    return;
                }
                // It would close at once.
                context.pipeline().remove(HttpServerKeepAliveHandler.class);
                writeErrors(status, List.of(error), true);
                Channels.later(context.channel().eventLoop(), REFUSED_DEADLINE_MS, () -> Channels.close(context));
            });
        }

        /** The last byte of a request that was refused has come. */
        void heardOut() {
            heardOut = true;
            closeAfterLast();
        }

        private void closeAfterLast() {
            if (last && heardOut) {
                Channels.close(context);
            }
        }

        @Override
        public void stream(String contentType, InputStream content) {
            context.channel().eventLoop().execute(() -> {
                if (given || headOnly) {
                    closeQuietly(content);
                }
            });
            once(() -> {
                HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
                headers(response, contentType);
                HttpUtil.setTransferEncodingChunked(response, true);
                Channels.write(context, response);
                if (headOnly) {
                    Channels.writeAndFlush(context, LastHttpContent.EMPTY_LAST_CONTENT);
                    next();
                } else {
                    context.writeAndFlush(new HttpChunkedInput(new ChunkedStream(content, STREAM_BYTES)))
                            .addListener(done -> next());
                }
            });
        }

        private static void closeQuietly(InputStream content) {
            try {
                content.close();
            } catch (IOException e) {
                LOG.debug("An answer that nobody wanted could not be closed", e);
            }
        }

        private void writeErrors(int status, List<String> errors, boolean close) {
            ByteBuf out = Unpooled.buffer(256);
            try (ByteBufOutputStream stream = new ByteBufOutputStream(out)) {
                Json.MAPPER.writeValue((OutputStream) stream, Map.of("errors", errors));
            } catch (IOException e) {
                throw new IllegalStateException("strings do not fail to be JSON", e);
            }
            writeWhole(status, JSON_TYPE, out, close);
        }

        private void writeWhole(int status, String contentType, ByteBuf content, boolean close) {
            int length = content.readableBytes();
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.valueOf(status),
                    headOnly ? Unpooled.EMPTY_BUFFER : content);
            headers(response, contentType);
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
            if (status == 401) {
                response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
            }
            if (close) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
            context.writeAndFlush(response).addListener(done -> {
                if (close) {
                    last = true;
                    closeAfterLast();
                } else {
                    next();
                }
            });
        }

        private static void headers(HttpResponse response, String contentType) {
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                    .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                    .set("X-Content-Type-Options", "nosniff")
                    .set("X-Frame-Options", "SAMEORIGIN")
                    .set(
                            HttpHeaderNames.CONTENT_SECURITY_POLICY,
                            "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'");
        }

        private void next() {
            done = true;
            context.channel().config().setAutoRead(true);
        }
    }
}
