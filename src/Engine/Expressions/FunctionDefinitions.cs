using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>Computes one value from a row; never keeps or changes the row. An evaluator is for one thread: it may remember what helps with the next row.</summary>
public delegate Datum Evaluator(Datum[] row);

/// <summary>What evaluation may depend on besides the row: fixed for a micro-batch, the same when the batch is run again.</summary>
/// <param name="BatchTimestampMs">Milliseconds since the epoch that <c>current_timestamp()</c> and its kin answer.</param>
public sealed record EvaluationContext(long BatchTimestampMs, TimeZoneInfo TimeZone)
{
    /// <summary>Runs the plan of a sub-query; null where none can be run.</summary>
    public Func<Analysis.ResolvedPlan, IEnumerable<Datum[]>>? RunSubquery { get; init; }

    /// <summary>What its expressions may build.</summary>
    public CellBudget Cells { get; init; } = CellBudget.Unlimited;

    public static EvaluationContext Utc(long batchTimestampMs) => new(batchTimestampMs, TimeZoneInfo.Utc);
}

/// <summary>Types a call after its arguments were resolved: coerces them and gives the result type, or throws Spark's analysis error.</summary>
/// <param name="name">The name as it was called (aliases differ: <c>ucase</c> and <c>upper</c>).</param>
/// <returns>The arguments to use (with implicit casts put in) and the result.</returns>
public delegate (Seq<ResolvedExpression> Arguments, ResultType Result) TypeRule(string name, Seq<ResolvedExpression> arguments);

/// <summary>Builds the evaluator of a call from the evaluators of its arguments.</summary>
public delegate Evaluator ScalarEvaluation(FunctionCall call, Evaluator[] arguments, EvaluationContext context);

/// <summary>Prints a call the way Spark names a column after it (toPrettySQL), from its printed arguments.</summary>
public delegate string SqlText(FunctionCall call, IReadOnlyList<string> arguments);

/// <summary>Types the parameters of a higher-order function's lambda.</summary>
/// <param name="arguments">The arguments resolved so far: null where a lambda is not yet.</param>
/// <param name="index">The lambda's place among the arguments.</param>
/// <param name="count">How many parameters the lambda was written with.</param>
/// <returns>Null where the function takes no lambda there.</returns>
public delegate IReadOnlyList<ResultType>? LambdaTypes(IReadOnlyList<ResolvedExpression?> arguments, int index, int count);

/// <summary>A scalar function: one entry of the registry.</summary>
/// <param name="Name">Lower-case name by which it prints; operators have their symbol.</param>
/// <param name="Documentation">One line of plain text for <c>grader functions</c> and the docs.</param>
/// <param name="Text">Null prints <c>name(a, b)</c>.</param>
/// <param name="IsDeterministic">False for the likes of <c>rand</c>: never moved by the optimizer.</param>
/// <param name="Lambdas">Null where the function takes no lambda.</param>
public sealed record ScalarFunction(
    string Name, TypeRule TypeRule, ScalarEvaluation Evaluation, string Documentation, SqlText? Text = null, bool IsDeterministic = true, LambdaTypes? Lambdas = null)
{
    // Functions are identities, not values: the delegates in them compare by reference anyway.
    public bool Equals(ScalarFunction? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>
/// An aggregate function over a buffer of fixed width, so that partial results can be kept in state and merged.
/// Law: updating a buffer with all rows equals merging buffers updated with any parts of them.
/// </summary>
/// <param name="BufferTypes">Types of the buffer's columns for a call, in order.</param>
/// <param name="Text">The arguments as they print; null prints them all.</param>
/// <param name="Create">Makes the arithmetic for a call; the result is stateless and may be shared.</param>
public sealed record AggregateFunction(
    string Name, TypeRule TypeRule, Func<AggregateCall, Seq<DataType>> BufferTypes, Func<AggregateCall, IAggregation> Create, string Documentation,
    Func<IReadOnlyList<string>, string>? Text = null)
{
    public bool Equals(AggregateFunction? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>The arithmetic of one aggregate call. Buffers are slices of a row; values in them are never changed in place, only replaced.</summary>
public interface IAggregation
{
    void Initialize(Span<Datum> buffer);

    /// <summary>Adds one input row; <paramref name="arguments"/> are the call's evaluated arguments. Not called for rows its FILTER excludes.</summary>
    void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments);

    void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other);

    Datum Evaluate(ReadOnlySpan<Datum> buffer);
}

/// <summary>A generator: rows from one row's argument values.</summary>
/// <param name="OutputsOf">Names and types of its columns for the argument types; null nullability rules are Spark's.</param>
public sealed record GeneratorFunction(
    string Name, Func<string, Seq<ResolvedExpression>, Seq<StructField>> OutputsOf, Func<GeneratorCall, ReadOnlyMemory<Datum>, IEnumerable<Datum[]>> Rows, string Documentation)
{
    public bool Equals(GeneratorFunction? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
