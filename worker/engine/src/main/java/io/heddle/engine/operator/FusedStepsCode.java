package io.heddle.engine.operator;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IF_ACMPNE;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import io.heddle.api.functions.FilterFunction;
import io.heddle.api.functions.MapFunction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Generates a {@link FusedSteps}. For a map and a filter it is
 *
 * <pre>{@code
 * public void record(Object value, long timestampMs) throws Exception {
 *     MapFunction function0 = this.function0;
 *     FilterFunction function1 = this.function1;
 *     Input next = this.next;
 *     if (function0.getClass() != CLASS0 || function1.getClass() != CLASS1 || next.getClass() != CLASS2) {
 *         unfused(value, timestampMs);
 *         return;
 *     }
 *     value = function0.map(value);
 *     if (!function1.filter(value)) {
 *         return;
 *     }
 *     next.record(value, timestampMs);
 * }
 * }</pre>
 *
 * <p>The generated class is hidden and names no class of the user's: the classes to compare with are constants that it is
 * given when it is defined.
 */
final class FusedStepsCode {
    private static final String SELF = "io/heddle/engine/operator/GeneratedFusedSteps";
    private static final String SUPER = Type.getInternalName(FusedSteps.class);
    private static final String INPUT = Type.getInternalName(Input.class);
    private static final String MAP = Type.getInternalName(MapFunction.class);
    private static final String FILTER = Type.getInternalName(FilterFunction.class);
    private static final String RECORD = "(Ljava/lang/Object;J)V";
    private static final Handle CLASS_DATA_AT = new Handle(
            H_INVOKESTATIC,
            "java/lang/invoke/MethodHandles",
            "classDataAt",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/Object;",
            false);
    /** Local variables of the method: this, the value, the timestamp (two of them), then functions and the next input. */
    private static final int VALUE = 1;

    private static final int TIMESTAMP = 2;
    private static final int FIRST = 4;

    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS | ClassWriter.COMPUTE_FRAMES);
    /** Types of the fields: the functions' interfaces, then the next input. */
    private final List<String> types = new ArrayList<>();

    private FusedStepsCode(List<Step.Call> calls) {
        for (Step.Call call : calls) {
            types.add(Type.getInternalName(call.type()));
        }
        types.add(INPUT);
    }

    /** The constructor {@code (Input head, Object[] functions, Input next)} of a class for functions of these classes. */
    static MethodHandle constructor(List<Step.Call> calls, Class<?> next) {
        List<Class<?>> classes = new ArrayList<>();
        calls.forEach(call -> classes.add(call.function().getClass()));
        classes.add(next);
        try {
            MethodHandles.Lookup hidden = MethodHandles.lookup()
                    .defineHiddenClassWithClassData(new FusedStepsCode(calls).generate(), classes, false);
            return hidden.findConstructor(
                    hidden.lookupClass(), MethodType.methodType(void.class, Input.class, Object[].class, Input.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The class around fused operators could not be defined.", e);
        }
    }

    private byte[] generate() {
        writer.visit(V17, ACC_FINAL | ACC_SUPER, SELF, null, SUPER, null);
        for (int i = 0; i < types.size(); i++) {
            writer.visitField(ACC_PRIVATE | ACC_FINAL, "field" + i, descriptor(i), null, null)
                    .visitEnd();
        }
        generateConstructor();
        generateRecord();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private int steps() {
        return types.size() - 1;
    }

    private String descriptor(int field) {
        return "L" + types.get(field) + ";";
    }

    private void generateConstructor() {
        String descriptor = "(L" + INPUT + ";[Ljava/lang/Object;L" + INPUT + ";)V";
        MethodVisitor code = writer.visitMethod(0, "<init>", descriptor, null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 1);
        code.visitMethodInsn(INVOKESPECIAL, SUPER, "<init>", "(L" + INPUT + ";)V", false);
        for (int i = 0; i < steps(); i++) {
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(ALOAD, 2);
            code.visitLdcInsn(i);
            code.visitInsn(AALOAD);
            code.visitTypeInsn(CHECKCAST, types.get(i));
            code.visitFieldInsn(PUTFIELD, SELF, "field" + i, descriptor(i));
        }
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 3);
        code.visitFieldInsn(PUTFIELD, SELF, "field" + steps(), descriptor(steps()));
        end(code);
    }

    private void generateRecord() {
        MethodVisitor code =
                writer.visitMethod(ACC_PUBLIC, "record", RECORD, null, new String[] {"java/lang/Exception"});
        code.visitCode();
        Label unfused = new Label();
        Label out = new Label();
        for (int i = 0; i < types.size(); i++) {
            code.visitVarInsn(ALOAD, 0);
            code.visitFieldInsn(GETFIELD, SELF, "field" + i, descriptor(i));
            code.visitVarInsn(ASTORE, FIRST + i);
        }
        for (int i = 0; i < types.size(); i++) {
            code.visitVarInsn(ALOAD, FIRST + i);
            code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Object", "getClass", "()Ljava/lang/Class;", false);
            code.visitLdcInsn(new ConstantDynamic("_", "Ljava/lang/Class;", CLASS_DATA_AT, i));
            code.visitJumpInsn(IF_ACMPNE, unfused);
        }
        for (int i = 0; i < steps(); i++) {
            code.visitVarInsn(ALOAD, FIRST + i);
            code.visitVarInsn(ALOAD, VALUE);
            if (types.get(i).equals(FILTER)) {
                code.visitMethodInsn(INVOKEINTERFACE, FILTER, "filter", "(Ljava/lang/Object;)Z", true);
                code.visitJumpInsn(IFEQ, out);
            } else {
                code.visitMethodInsn(INVOKEINTERFACE, MAP, "map", "(Ljava/lang/Object;)Ljava/lang/Object;", true);
                code.visitVarInsn(ASTORE, VALUE);
            }
        }
        code.visitVarInsn(ALOAD, FIRST + steps());
        code.visitVarInsn(ALOAD, VALUE);
        code.visitVarInsn(LLOAD, TIMESTAMP);
        code.visitMethodInsn(INVOKEINTERFACE, INPUT, "record", RECORD, true);
        code.visitLabel(out);
        code.visitInsn(RETURN);
        code.visitLabel(unfused);
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, VALUE);
        code.visitVarInsn(LLOAD, TIMESTAMP);
        code.visitMethodInsn(INVOKEVIRTUAL, SUPER, "unfused", RECORD, false);
        end(code);
    }

    private static void end(MethodVisitor code) {
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
