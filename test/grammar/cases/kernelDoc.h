// Kernel-doc, as Documentation/doc-guide/kernel-doc.rst has it.

/**
 * struct widget_move - ioctl(WIDGET_MOVE)
// ^^^^^^ storage.type.kernel-doc
//        ^^^^^^^^^^^ entity.name.type.kernel-doc
//                    ^ punctuation.separator.title.kernel-doc
//                      ^^^^^^^^^^^^^^^^^^ - entity.name.function.kernel-doc
 * @size: sizeof(struct widget_move)
// ^ punctuation.definition.parameter.kernel-doc
//  ^^^^ variable.parameter.kernel-doc
//      ^ punctuation.separator.key-value.kernel-doc
//        ^^^^^^^^^^^^^ - variable.parameter.kernel-doc storage.type.kernel-doc
 * @in_flags: Of &enum widget_flags, below %WIDGET_MAX; %-EINVAL otherwise
//  ^^^^^^^^ variable.parameter.kernel-doc
//            ^^ - variable.parameter.kernel-doc
//               ^ punctuation.definition.reference.kernel-doc
//                ^^^^ storage.type.kernel-doc
//                     ^^^^^^^^^^^^ entity.name.type.kernel-doc
//                                          ^^^^^^^^^^ variable.other.constant.kernel-doc
//                                                       ^^^^^^^ variable.other.constant.kernel-doc
 * @to.axis: See &struct widget.steps and &widget_axis->name, set by widget_turn()
//  ^^^^^^^ variable.parameter.kernel-doc
//                ^^^^^^ storage.type.kernel-doc
//                       ^^^^^^ entity.name.type.kernel-doc
//                              ^^^^^ variable.other.property.kernel-doc
//                                         ^^^^^^^^^^^ entity.name.type.kernel-doc
//                                                      ^^^^ variable.other.property.kernel-doc
//                                                                   ^^^^^^^^^^^ entity.name.function.kernel-doc
 * @__reserved: Must be 0, as @size says; mail to widgets@example.org
//  ^^^^^^^^^^ variable.parameter.kernel-doc
//                             ^^^^ variable.parameter.kernel-doc
//                                                        ^^^^^^^ - variable.parameter.kernel-doc
 *
 * Text with ``literal * text`` and $WIDGET_HOME.
//           ^^^^^^^^^^^^^^^^^^ markup.inline.raw.kernel-doc
//                                  ^^^^^^^^^^^^ variable.other.environment.kernel-doc
 * Return: 0, or a negative errno.
// ^^^^^^ keyword.other.section.kernel-doc
//       ^ punctuation.separator.key-value.kernel-doc
 * Memory ordering:
// ^^^^^^^^^^^^^^^ keyword.other.section.kernel-doc
 * Sometimes: a colon within a sentence is no section.
// ^^^^^^^^^ - keyword.other.section.kernel-doc
 * Notes:: reStructuredText, no section
// ^^^^^ - keyword.other.section.kernel-doc
 */
struct widget_move {
	/** @size: on the line of the member */
//    ^^^^ variable.parameter.kernel-doc
	__u32 size;
	/**
	 * @in_flags: in a comment of its own
//   ^^^^^^^^ variable.parameter.kernel-doc
	 */
	__u32 in_flags;
};

/** enum widget_flags - on one line */
//  ^^^^ storage.type.kernel-doc
//       ^^^^^^^^^^^^ entity.name.type.kernel-doc
/**
 * WIDGET_RESET - _IO('w', 0x40)
// ^^^^^^^^^^^^ entity.name.function.preprocessor.kernel-doc
//                ^^^ - support.function.ioctl.uapi
 */
/**
 * widget_turn() - Turns it
// ^^^^^^^^^^^ entity.name.function.kernel-doc
 * @...: How far
//  ^^^ variable.parameter.kernel-doc
 */
/**
 * DOC: Widgets and their axes
// ^^^^ keyword.other.section.kernel-doc
//      ^^^^^^^^^^^^^^^^^^^^^^ markup.heading.kernel-doc
 */
/*
 * struct widget - a plain comment, which is none
// ^^^^^^^^^^^^^ - storage.type.kernel-doc entity.name.type.kernel-doc
 * @size: the same
//  ^^^^ - variable.parameter.kernel-doc
 */
/**
 * @param size of a documentation generator for other languages
//        ^^^^ - variable.parameter.kernel-doc
 */
