package io.heddle.core.types;

import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IAND;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.IFNONNULL;
import static org.objectweb.asm.Opcodes.IFNULL;
import static org.objectweb.asm.Opcodes.IF_ACMPEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IOR;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.RETURN;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** The three methods of a generated serialiser. Each takes all fields into local variables first. */
final class GeneratedMethods {

    private static final String WRITER = Type.getInternalName(BinaryWriter.class);
    private static final String READER = Type.getInternalName(BinaryReader.class);
    private static final String SUPER = Type.getInternalName(CompositeSerializer.class);
    private static final String OBJECT = "Ljava/lang/Object;";

    private final CompositeForm<?> form;
    private final ClassWriter writer;

    GeneratedMethods(CompositeForm<?> form, ClassWriter writer) {
        this.form = form;
        this.writer = writer;
    }

    void generateWrite() {
        MethodVisitor code = begin("write", "(" + OBJECT + "L" + WRITER + ";)V");
        int[] locals = locals(3);
        Label exact = new Label();
        code.visitVarInsn(ALOAD, 1);
        jumpIfExactClass(code, exact);
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 1);
        code.visitVarInsn(ALOAD, 2);
        code.visitMethodInsn(INVOKESPECIAL, SUPER, "writeOther", "(" + OBJECT + "L" + WRITER + ";)V", false);
        code.visitInsn(RETURN);
        code.visitLabel(exact);
        for (int i = 0; i < form.size(); i++) {
            loadField(code, i);
            code.visitVarInsn(type(i).getOpcode(ISTORE), locals[i]);
        }
        writeFlags(code, locals, locals[form.size()]);
        for (int i = 0; i < form.size(); i++) {
            if (form.access().isPrimitive(i)) {
                code.visitVarInsn(ALOAD, 2);
                code.visitVarInsn(type(i).getOpcode(ILOAD), locals[i]);
                code.visitMethodInsn(
                        INVOKEVIRTUAL, WRITER, "write" + methodSuffix(i), "(" + writtenAs(i) + ")V", false);
                continue;
            }
            Label next = new Label();
            code.visitVarInsn(ALOAD, locals[i]);
            code.visitJumpInsn(IFNULL, next);
            loadConstant(code, "FIELD" + i);
            code.visitVarInsn(ALOAD, locals[i]);
            code.visitVarInsn(ALOAD, 2);
            code.visitMethodInsn(
                    INVOKEINTERFACE,
                    GeneratedSerializers.SERIALIZER,
                    "write",
                    "(" + OBJECT + "L" + WRITER + ";)V",
                    true);
            code.visitLabel(next);
        }
        code.visitInsn(RETURN);
        end(code);
    }

    void generateRead() {
        MethodVisitor code = begin("read", "(L" + READER + ";)" + OBJECT);
        int[] locals = locals(2);
        int firstFlags = locals[form.size()];
        int flagBytes = CompositeForm.flagBytes(form.flagCount());
        for (int i = 0; i < flagBytes; i++) {
            code.visitVarInsn(ALOAD, 1);
            code.visitMethodInsn(INVOKEVIRTUAL, READER, "readByte", "()B", false);
            code.visitVarInsn(ISTORE, firstFlags + i);
            if (i == 0 && form.snapshot().extensible()) {
                readSubclass(code, firstFlags);
            }
        }
        int flag = form.snapshot().extensible() ? 1 : 0;
        for (int i = 0; i < form.size(); i++) {
            if (form.access().isPrimitive(i)) {
                code.visitVarInsn(ALOAD, 1);
                code.visitMethodInsn(
                        INVOKEVIRTUAL, READER, "read" + methodSuffix(i), "()" + type(i).getDescriptor(), false);
                code.visitVarInsn(type(i).getOpcode(ISTORE), locals[i]);
            } else {
                readReference(code, i, locals[i], firstFlags + flag / 8, flag % 8);
                flag++;
            }
        }
        make(code, locals);
        code.visitInsn(ARETURN);
        end(code);
    }

    void generateCopy() {
        MethodVisitor code = begin("copy", "(" + OBJECT + ")" + OBJECT);
        if (form.immutable()) {
            code.visitVarInsn(ALOAD, 1);
            code.visitInsn(ARETURN);
            end(code);
            return;
        }
        int[] locals = locals(2);
        Label exact = new Label();
        code.visitVarInsn(ALOAD, 1);
        jumpIfExactClass(code, exact);
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 1);
        code.visitMethodInsn(INVOKESPECIAL, SUPER, "copyOther", "(" + OBJECT + ")" + OBJECT, false);
        code.visitInsn(ARETURN);
        code.visitLabel(exact);
        for (int i = 0; i < form.size(); i++) {
            loadField(code, i);
            code.visitVarInsn(type(i).getOpcode(ISTORE), locals[i]);
            if (!form.access().isPrimitive(i) && !form.fields().get(i).immutable()) {
                Label next = new Label();
                code.visitVarInsn(ALOAD, locals[i]);
                code.visitJumpInsn(IFNULL, next);
                loadConstant(code, "FIELD" + i);
                code.visitVarInsn(ALOAD, locals[i]);
                code.visitMethodInsn(
                        INVOKEINTERFACE, GeneratedSerializers.SERIALIZER, "copy", "(" + OBJECT + ")" + OBJECT, true);
                code.visitVarInsn(ASTORE, locals[i]);
                code.visitLabel(next);
            }
        }
        make(code, locals);
        code.visitInsn(ARETURN);
        end(code);
    }

    /** Writes the flag bytes; bit by bit, a null sets its flag. */
    private void writeFlags(MethodVisitor code, int[] locals, int scratch) {
        int flag = form.snapshot().extensible() ? 1 : 0;
        if (form.flagCount() == 0) {
            return;
        }
        code.visitLdcInsn(0);
        code.visitVarInsn(ISTORE, scratch);
        for (int i = 0; i < form.size(); i++) {
            if (form.access().isPrimitive(i)) {
                continue;
            }
            Label next = new Label();
            code.visitVarInsn(ALOAD, locals[i]);
            code.visitJumpInsn(IFNONNULL, next);
            code.visitVarInsn(ILOAD, scratch);
            code.visitLdcInsn(1 << (flag % 8));
            code.visitInsn(IOR);
            code.visitVarInsn(ISTORE, scratch);
            code.visitLabel(next);
            flag++;
            if (flag % 8 == 0) {
                writeFlagByte(code, scratch);
                code.visitLdcInsn(0);
                code.visitVarInsn(ISTORE, scratch);
            }
        }
        if (flag % 8 != 0) {
            writeFlagByte(code, scratch);
        }
    }

    private static void writeFlagByte(MethodVisitor code, int scratch) {
        code.visitVarInsn(ALOAD, 2);
        code.visitVarInsn(ILOAD, scratch);
        code.visitMethodInsn(INVOKEVIRTUAL, WRITER, "writeByte", "(I)V", false);
    }

    private static void readSubclass(MethodVisitor code, int flags) {
        Label exact = new Label();
        code.visitVarInsn(ILOAD, flags);
        code.visitLdcInsn(CompositeSerializer.SUBCLASS);
        code.visitInsn(IAND);
        code.visitJumpInsn(IFEQ, exact);
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 1);
        code.visitMethodInsn(INVOKESPECIAL, SUPER, "readOther", "(L" + READER + ";)" + OBJECT, false);
        code.visitInsn(ARETURN);
        code.visitLabel(exact);
    }

    private static void readReference(MethodVisitor code, int field, int local, int flags, int bit) {
        Label isNull = new Label();
        Label done = new Label();
        code.visitVarInsn(ILOAD, flags);
        code.visitLdcInsn(1 << bit);
        code.visitInsn(IAND);
        code.visitJumpInsn(IFNE, isNull);
        loadConstant(code, "FIELD" + field);
        code.visitVarInsn(ALOAD, 1);
        code.visitMethodInsn(
                INVOKEINTERFACE, GeneratedSerializers.SERIALIZER, "read", "(L" + READER + ";)" + OBJECT, true);
        code.visitVarInsn(ASTORE, local);
        code.visitJumpInsn(GOTO, done);
        code.visitLabel(isNull);
        code.visitInsn(ACONST_NULL);
        code.visitVarInsn(ASTORE, local);
        code.visitLabel(done);
    }

    /** Leaves a new value of the fields in the local variables on the stack. */
    private void make(MethodVisitor code, int[] locals) {
        loadConstant(code, "MAKER");
        if (form.access().setters().isEmpty()) {
            for (int i = 0; i < form.size(); i++) {
                code.visitVarInsn(type(i).getOpcode(ILOAD), locals[i]);
            }
            invokeHandle(code, form.access().maker().type().descriptorString());
            return;
        }
        invokeHandle(code, "()" + OBJECT);
        int made = locals[form.size()];
        code.visitVarInsn(ASTORE, made);
        for (int i = 0; i < form.size(); i++) {
            loadConstant(code, "SET" + i);
            code.visitVarInsn(ALOAD, made);
            code.visitVarInsn(type(i).getOpcode(ILOAD), locals[i]);
            invokeHandle(code, "(" + OBJECT + type(i).getDescriptor() + ")V");
        }
        code.visitVarInsn(ALOAD, made);
    }

    private void loadField(MethodVisitor code, int field) {
        loadConstant(code, "GET" + field);
        code.visitVarInsn(ALOAD, 1);
        invokeHandle(code, "(" + OBJECT + ")" + type(field).getDescriptor());
    }

    private static void jumpIfExactClass(MethodVisitor code, Label exact) {
        code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Object", "getClass", "()Ljava/lang/Class;", false);
        loadConstant(code, "TYPE");
        code.visitJumpInsn(IF_ACMPEQ, exact);
    }

    private static void loadConstant(MethodVisitor code, String name) {
        code.visitFieldInsn(GETSTATIC, GeneratedSerializers.SELF, name, GeneratedSerializers.descriptorOf(name));
    }

    private static void invokeHandle(MethodVisitor code, String descriptor) {
        code.visitMethodInsn(INVOKEVIRTUAL, GeneratedSerializers.HANDLE, "invokeExact", descriptor, false);
    }

    /** The local variable of each field, and last the first one that is free. */
    private int[] locals(int first) {
        int[] locals = new int[form.size() + 1];
        int next = first;
        for (int i = 0; i < form.size(); i++) {
            locals[i] = next;
            next += type(i).getSize();
        }
        locals[form.size()] = next;
        return locals;
    }

    private Type type(int field) {
        return Type.getType(form.access().fieldClasses().get(field));
    }

    /** The end of the name of the method that writes or reads a primitive. */
    private String methodSuffix(int field) {
        String name = form.access().fieldClasses().get(field).getName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private String writtenAs(int field) {
        Class<?> primitive = form.access().fieldClasses().get(field);
        return primitive.equals(byte.class) ? "I" : Type.getDescriptor(primitive);
    }

    private MethodVisitor begin(String name, String descriptor) {
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC, name, descriptor, null, null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code) {
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
