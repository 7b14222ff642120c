using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Grader.Compile;

/// <summary>
/// Whether a program's own code can see or change files, or what else a process shares: its variables, its events. What uses nothing but members that are known not to, needs none on disk: that is most programs, and
/// writing and scanning files was a fifth of what a submission costs (docs/decisions/0008). No border of safety: that is the sandbox.
/// </summary>
internal static class FileUse
{
    /// <summary>Namespaces none of whose members takes a path, gives a file, or calls code by its name.</summary>
    internal static readonly FrozenSet<string> Namespaces = FrozenSet.ToFrozenSet(
    [
        "System.Collections", "System.Collections.Concurrent", "System.Collections.Frozen", "System.Collections.Generic", "System.Collections.Immutable",
        "System.Collections.ObjectModel", "System.Globalization", "System.Linq", "System.Numerics",
        "System.Text.RegularExpressions", "System.Threading.Tasks",
    ]);

    /// <summary>Types of other namespaces, none of whose members does.</summary>
    internal static readonly FrozenSet<string> Types = Named(
        """
        System: Action ArgumentException ArgumentNullException ArgumentOutOfRangeException ArithmeticException Array ArraySegment AsyncCallback Attribute
        System: AttributeUsageAttribute AttributeTargets BitConverter Boolean Byte Char Comparison Console ConsoleCancelEventArgs ConsoleCancelEventHandler ConsoleColor
        System: ConsoleKey ConsoleKeyInfo ConsoleSpecialKey Convert DBNull DateOnly DateTime DateTimeKind DateTimeOffset DayOfWeek Decimal DivideByZeroException Double
        System: Enum EventArgs EventHandler Exception FlagsAttribute FormatException FormattableString Func Guid HashCode IAsyncDisposable IAsyncResult ICloneable
        System: IComparable IConvertible IDisposable IEquatable IFormatProvider IFormattable ISpanFormattable IUtf8SpanFormattable Index IndexOutOfRangeException Int128
        System: Int16 Int32 Int64 IntPtr InvalidCastException InvalidOperationException Math MathF Memory MemoryExtensions MidpointRounding MulticastDelegate
        System: NotImplementedException NotSupportedException NullReferenceException Nullable Object ObjectDisposedException ObsoleteAttribute
        System: OperationCanceledException OverflowException ParamArrayAttribute Predicate Progress Random Range ReadOnlyMemory ReadOnlySpan RuntimeFieldHandle
        System: RuntimeTypeHandle SByte Single Span String StringComparer StringComparison StringSplitOptions SystemException ThreadStaticAttribute TimeOnly TimeSpan
        System: TimeZoneInfo TimeoutException Tuple UInt16 UInt32 UInt64 UnauthorizedAccessException ValueTuple ValueType Void
        System.Diagnostics: DebuggableAttribute DebuggingModes DebuggerBrowsableAttribute DebuggerBrowsableState DebuggerDisplayAttribute DebuggerHiddenAttribute
        System.Diagnostics: DebuggerStepThroughAttribute Stopwatch UnreachableException
        System.IO: DirectoryNotFoundException FileNotFoundException IOException StringReader StringWriter TextReader TextWriter
        System.Runtime.CompilerServices: AsyncIteratorStateMachineAttribute AsyncStateMachineAttribute AsyncTaskMethodBuilder AsyncVoidMethodBuilder
        System.Runtime.CompilerServices: CallerLineNumberAttribute CallerMemberNameAttribute CompilationRelaxationsAttribute CompilerFeatureRequiredAttribute
        System.Runtime.CompilerServices: CompilerGeneratedAttribute ConfiguredTaskAwaitable ConfiguredTaskAwaiter DefaultInterpolatedStringHandler ExtensionAttribute
        System.Runtime.CompilerServices: IAsyncStateMachine InlineArrayAttribute IsExternalInit IsReadOnlyAttribute IteratorStateMachineAttribute NullableAttribute
        System.Runtime.CompilerServices: NullableContextAttribute ParamCollectionAttribute RefSafetyRulesAttribute RequiredMemberAttribute RuntimeCompatibilityAttribute
        System.Runtime.CompilerServices: SwitchExpressionException TaskAwaiter TupleElementNamesAttribute ValueTaskAwaiter YieldAwaitable YieldAwaiter
        System.Text: AppendInterpolatedStringHandler Encoding NormalizationForm Rune StringBuilder UTF8Encoding
        System.Threading: AutoResetEvent CancellationToken CancellationTokenRegistration CancellationTokenSource CountdownEvent Interlocked Lock ManualResetEvent
        System.Threading: ManualResetEventSlim Monitor ParameterizedThreadStart PeriodicTimer Scope SemaphoreSlim Thread ThreadStart Timeout Timer TimerCallback Volatile
        """);

    /// <summary>Types of which some members do: those that do not.</summary>
    internal static readonly FrozenDictionary<string, FrozenSet<string>> Members = new Dictionary<string, FrozenSet<string>>
    {
        ["System.AppContext"] = ["get_BaseDirectory"],
        ["System.Delegate"] = ["Combine", "Remove"],
        ["System.Environment"] =
        [
            "Exit", "GetEnvironmentVariable", "get_CurrentManagedThreadId", "get_ExitCode", "get_MachineName", "get_NewLine", "get_ProcessorCount", "get_TickCount",
            "get_TickCount64", "set_ExitCode",
        ],
        ["System.IO.Path"] =
        [
            "ChangeExtension", "Combine", "DirectorySeparatorChar", "GetDirectoryName", "GetExtension", "GetFileName", "GetFileNameWithoutExtension", "GetFullPath",
            "IsPathRooted", "Join",
        ],
        ["System.Runtime.CompilerServices.RuntimeHelpers"] = ["EnsureSufficientExecutionStack", "GetSubArray", "InitializeArray"],
        ["System.Threading.EventWaitHandle"] = ["Reset", "Set"],
        ["System.Threading.WaitHandle"] = ["WaitOne"],
        ["System.Type"] = ["GetTypeFromHandle", "get_FullName", "op_Equality", "op_Inequality"],
    }.ToFrozenDictionary();

    /// <param name="assembly">A program's image as the compiler wrote it.</param>
    public static bool In(ReadOnlyMemory<byte> assembly)
    {
        using var image = new PEReader(ImmutableArray.Create(assembly.Span));
        MetadataReader metadata = image.GetMetadataReader();
        return metadata.GetTableRowCount(TableIndex.ModuleRef) > 0 // code that is not managed
            || metadata.TypeReferences.Any(type => !IsHarmless(metadata, metadata.GetTypeReference(type)))
            || metadata.MemberReferences.Any(member => !IsHarmless(metadata, metadata.GetMemberReference(member)));
    }

    private static bool IsHarmless(MetadataReader metadata, TypeReference type)
    {
        TypeReference outermost = Outermost(metadata, type);
        if (outermost.ResolutionScope.Kind != HandleKind.AssemblyReference)
        {
            return false;
        }

        string assembly = metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)outermost.ResolutionScope).Name);
        string name = FullName(metadata, type);
        return IsOurs(assembly) || Namespaces.Contains(metadata.GetString(outermost.Namespace)) || Types.Contains(name) || Members.ContainsKey(name);
    }

    private static bool IsHarmless(MetadataReader metadata, MemberReference member) =>
        member.Parent.Kind != HandleKind.TypeReference
        || !Members.TryGetValue(FullName(metadata, metadata.GetTypeReference((TypeReferenceHandle)member.Parent)), out FrozenSet<string>? harmless)
        || harmless.Contains(metadata.GetString(member.Name));

    /// <summary>What the program asks of Spark, Spark does; and what was moved to virtual time only waits.</summary>
    private static bool IsOurs(string assembly) => assembly is "Microsoft.Spark" or "Grader.Worker" or "Grader.Plans";

    /// <summary>The type's own name behind the namespace: types within types have none of their own.</summary>
    private static string FullName(MetadataReader metadata, TypeReference type)
    {
        string name = metadata.GetString(type.Name);
        int arity = name.IndexOf('`', StringComparison.Ordinal);
        return $"{metadata.GetString(Outermost(metadata, type).Namespace)}.{(arity > 0 ? name[..arity] : name)}";
    }

    private static TypeReference Outermost(MetadataReader metadata, TypeReference type)
    {
        while (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            type = metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
        }

        return type;
    }

    private static FrozenSet<string> Named(string lines) => lines.Split('\n')
        .Select(line => line.Split(": ", 2))
        .SelectMany(line => line[1].Split(' ').Select(type => $"{line[0]}.{type}"))
        .ToFrozenSet();
}
