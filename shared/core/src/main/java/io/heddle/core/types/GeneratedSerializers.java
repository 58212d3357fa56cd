package io.heddle.core.types;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Generates, for one composite class, the serialiser a person would write for it.
 *
 * <p>The generated class is hidden, lives beside {@link CompositeSerializer} and never names the user's class: it reaches
 * fields through method handles, and the serialisers of fields as objects, all held in static final fields, which the JVM
 * compiles as constants and inlines. So it needs no access to the user's class loader, and goes away with its class.
 */
final class GeneratedSerializers {

    static final String SELF = "io/heddle/core/types/GeneratedSerializer";
    static final String SERIALIZER = Type.getInternalName(TypeSerializer.class);
    static final String HANDLE = "java/lang/invoke/MethodHandle";
    private static final String SUPER = Type.getInternalName(CompositeSerializer.class);
    private static final String FORM = Type.getDescriptor(CompositeForm.class);

    private GeneratedSerializers() {}

    @SuppressWarnings("unchecked")
    static <T> TypeSerializer<T> generate(CompositeForm<T> form) {
        List<Object> constants = new ArrayList<>();
        List<String> names = new ArrayList<>();
        ClassWriter writer = new FramesOfObjects();
        writer.visit(V17, ACC_FINAL | ACC_SUPER, SELF, null, SUPER, null);
        collectConstants(form, constants, names);
        for (String name : names) {
            writer.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, name, descriptorOf(name), null, null)
                    .visitEnd();
        }
        generateInitializer(writer, names);
        generateConstructor(writer);
        GeneratedMethods methods = new GeneratedMethods(form, writer);
        methods.generateWrite();
        methods.generateRead();
        methods.generateCopy();
        writer.visitEnd();
        try {
            MethodHandles.Lookup hidden = MethodHandles.lookup()
                    .defineHiddenClassWithClassData(writer.toByteArray(), constants.toArray(), true);
            return (TypeSerializer<T>)
                    hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class, CompositeForm.class))
                            .invoke(form);
        } catch (Throwable e) {
            throw new HeddleException(
                    FaultCategory.ENGINE,
                    new Problem(
                            "The serialiser of " + form.type().getName() + " could not be generated.",
                            String.valueOf(e.getMessage()),
                            ""),
                    e);
        }
    }

    /** The class data in the order of the fields that hold it. */
    private static void collectConstants(CompositeForm<?> form, List<Object> constants, List<String> names) {
        add(constants, names, "TYPE", form.type());
        add(constants, names, "MAKER", form.access().maker());
        for (int i = 0; i < form.size(); i++) {
            add(constants, names, "GET" + i, form.access().getters().get(i));
            if (!form.access().setters().isEmpty()) {
                add(constants, names, "SET" + i, form.access().setters().get(i));
            }
            add(constants, names, "FIELD" + i, form.fields().get(i));
        }
    }

    private static void add(List<Object> constants, List<String> names, String name, Object constant) {
        names.add(name);
        constants.add(constant);
    }

    static String descriptorOf(String constant) {
        if (constant.equals("TYPE")) {
            return "Ljava/lang/Class;";
        }
        return constant.startsWith("FIELD") ? "L" + SERIALIZER + ";" : "L" + HANDLE + ";";
    }

    private static void generateInitializer(ClassWriter writer, List<String> names) {
        MethodVisitor code = writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        code.visitMethodInsn(
                INVOKESTATIC,
                "java/lang/invoke/MethodHandles",
                "lookup",
                "()Ljava/lang/invoke/MethodHandles$Lookup;",
                false);
        code.visitLdcInsn("_");
        code.visitLdcInsn(Type.getType(Object[].class));
        code.visitMethodInsn(
                INVOKESTATIC,
                "java/lang/invoke/MethodHandles",
                "classData",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;",
                false);
        code.visitTypeInsn(Opcodes.CHECKCAST, "[Ljava/lang/Object;");
        code.visitVarInsn(Opcodes.ASTORE, 0);
        for (int i = 0; i < names.size(); i++) {
            String descriptor = descriptorOf(names.get(i));
            code.visitVarInsn(ALOAD, 0);
            code.visitLdcInsn(i);
            code.visitInsn(Opcodes.AALOAD);
            code.visitTypeInsn(Opcodes.CHECKCAST, Type.getType(descriptor).getInternalName());
            code.visitFieldInsn(Opcodes.PUTSTATIC, SELF, names.get(i), descriptor);
        }
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void generateConstructor(ClassWriter writer) {
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "<init>", "(" + FORM + ")V", null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 1);
        code.visitMethodInsn(INVOKESPECIAL, SUPER, "<init>", "(" + FORM + ")V", false);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** Computes frames without loading classes: all references that meet are objects. */
    private static final class FramesOfObjects extends ClassWriter {

        FramesOfObjects() {
            super(COMPUTE_FRAMES | COMPUTE_MAXS);
        }

        @Override
        protected String getCommonSuperClass(String first, String second) {
            return "java/lang/Object";
        }
    }
}
