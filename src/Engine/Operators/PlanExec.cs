using Grader.Engine.Expressions;
using Grader.Engine.Streaming;

namespace Grader.Engine.Operators;

/// <summary>A physical operator: rows of <see cref="Output"/>'s columns, made once per execution. Rows handed on are never changed.</summary>
internal abstract class PlanExec(IReadOnlyList<AttributeReference> output, OperatorWatermark? watermark)
{
    public IReadOnlyList<AttributeReference> Output { get; } = output;

    /// <summary>The watermark that this operator's rows obey; null where no watermark was declared below it.</summary>
    public OperatorWatermark? Watermark { get; } = watermark;

    public abstract IEnumerable<Datum[]> Execute();

    /// <summary>
    /// The rows of <see cref="Execute"/> in parts that may be read at the same time; their order is the order of the rows.
    /// A row is valid only until the next one of its part is asked for.
    /// </summary>
    public virtual IReadOnlyList<IEnumerable<Datum[]>> ExecutePartitions() => [Execute()];
}

/// <summary>The two watermarks of a batch as they stand at one operator, milliseconds (spark-semantics 2.4 and 2.5).</summary>
/// <param name="Propagation">What becomes of a global watermark on its way up to this operator; null where it stays what it is.</param>
internal readonly record struct OperatorWatermark(long LateMs, long EvictionMs, Func<long, long>? Propagation = null)
{
    /// <summary>The operator's watermark under another global one. Without a global watermark no operator has one.</summary>
    public long At(long globalMs) => globalMs == 0 || Propagation is null ? globalMs : Propagation(globalMs);

    /// <summary>The watermark above an operator that holds it back.</summary>
    public OperatorWatermark HeldBack(Func<long, long> heldBack)
    {
        OperatorWatermark input = this;
        return new OperatorWatermark(
            LateMs == 0 ? 0 : heldBack(LateMs), EvictionMs == 0 ? 0 : heldBack(EvictionMs), globalMs => heldBack(input.At(globalMs)));
    }

    public static OperatorWatermark? Min(OperatorWatermark? left, OperatorWatermark? right) => (left, right) switch
    {
        ({ } l, { } r) => new(Math.Min(l.LateMs, r.LateMs), Math.Min(l.EvictionMs, r.EvictionMs), globalMs => Math.Min(l.At(globalMs), r.At(globalMs))),
        _ => left ?? right,
    };
}

/// <summary>An operator with state.</summary>
internal interface IStatefulExec
{
    /// <summary>Valid after the state was committed.</summary>
    StateOperatorProgress Progress { get; }

    /// <summary>Whether a batch without new data would do something here, were the global watermark <paramref name="newWatermarkMs"/> (spark-semantics 1.3).</summary>
    bool ShouldRunAnotherBatch(long newWatermarkMs);

    void CommitState();
}
