using System.Collections.Frozen;
using System.Collections.Immutable;

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
    internal static readonly FrozenSet<string> Types = ApiReference.Named(
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
            "Exit", "GetEnvironmentVariable", "get_CurrentDirectory", "get_CurrentManagedThreadId", "get_ExitCode", "get_MachineName", "get_NewLine", "get_ProcessorCount", "get_TickCount",
            "get_TickCount64", "set_ExitCode",
        ],
        ["System.IO.Directory"] = ["GetCurrentDirectory"],
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

    /// <param name="references">All that a program names; null where it calls code that is not managed.</param>
    public static bool In(ImmutableArray<ApiReference>? references) => references is not { } known || !known.All(IsHarmless);

    private static bool IsHarmless(ApiReference reference) => reference.Assembly switch
    {
        "" => false,
        // What the program asks of Spark, Spark does; and what was moved to virtual time only waits.
        "Microsoft.Spark" or "Grader.Worker" or "Grader.Plans" => true,
        _ when Members.TryGetValue(reference.FullName, out FrozenSet<string>? harmless) => reference.Member is null || harmless.Contains(reference.Member),
        _ => Namespaces.Contains(reference.Namespace) || Types.Contains(reference.FullName),
    };
}
