using Grader.Plans;

namespace Grader.Compile;

/// <summary>What the compiler made of a submission. The set is closed.</summary>
public abstract record CompileResult;

/// <summary>A program ready to run.</summary>
/// <param name="Assembly">The assembly's bytes.</param>
/// <param name="Symbols">Portable PDB: line numbers are those of the student's files.</param>
/// <param name="Calls">Every call into Microsoft.Spark in the program's text, in file and position order.</param>
/// <param name="Traits">What the program can do.</param>
public sealed record Compiled(ReadOnlyMemory<byte> Assembly, ReadOnlyMemory<byte> Symbols, Seq<SparkCall> Calls, ProgramTraits Traits) : CompileResult;

/// <summary>The compiler's errors, in file and position order.</summary>
public sealed record CompileFailed(Seq<CompileError> Errors) : CompileResult;

/// <summary>The compiler was stopped. A thread of it may still be at work: the process is to be ended soon.</summary>
/// <param name="IsMachineDependent">The limit was one of wall time.</param>
public sealed record CompileTimedOut(TimeSpan Limit, bool IsMachineDependent) : CompileResult;

/// <param name="Id">For example <c>CS1061</c>.</param>
/// <param name="Line">From 1; like the column null where the error has no place.</param>
public sealed record CompileError(string Id, string Message, string? File, int? Line, int? Column);

/// <summary>A call into the Spark API in the student's text.</summary>
/// <param name="Method">Simple name, for example <c>WithWatermark</c>.</param>
/// <param name="Line">Line and column of the method's name, from 1.</param>
public sealed record SparkCall(string Method, string File, int Line, int Column);
