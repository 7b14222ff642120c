namespace Grader.Plans.Session;

/// <summary>The answer to a <see cref="SessionRequest"/>. The set is closed.</summary>
public abstract record SessionReply
{
    private protected SessionReply() { }
}

public sealed record DoneReply : SessionReply;

/// <summary>Spark's error: the client throws it, save for <see cref="QueryErrorRequest"/>, which asked for it.</summary>
public sealed record ErrorReply(SparkError Error) : SessionReply;

public sealed record SchemaReply(AnalyzedSchema Schema) : SessionReply;

public sealed record RowsReply(CollectedRows Rows) : SessionReply;

public sealed record TextReply(string? Text) : SessionReply;

public sealed record BooleanReply(bool Value) : SessionReply;

public sealed record QueryReply(StreamingQueryHandle Query) : SessionReply;

public sealed record QueriesReply(Seq<StreamingQueryHandle> Queries) : SessionReply;

public sealed record TimeReply(long UtcTicks) : SessionReply;
