using Grader.Plans.Logical;

namespace Grader.Plans.Session;

/// <summary>A call of <see cref="IProgramCallbacks"/> as data. The set is closed; each has one kind of reply, or <see cref="ErrorReply"/> where the code throws.</summary>
public abstract record ProgramCallback
{
    private protected ProgramCallback() { }

    /// <summary>Makes the call.</summary>
    public abstract SessionReply Run(IProgramCallbacks program);

    /// <summary>Whether a reply is of this call's kind.</summary>
    public abstract bool IsAnsweredBy(SessionReply reply);
}

/// <summary>Answered by <see cref="RowsReply"/>.</summary>
public sealed record CallFunctionCallback(int FunctionId, CollectedRows Arguments) : ProgramCallback
{
    public override SessionReply Run(IProgramCallbacks program) => new RowsReply(program.CallFunction(FunctionId, Arguments));

    public override bool IsAnsweredBy(SessionReply reply) => reply is RowsReply or ErrorReply;
}

/// <summary>Answered by <see cref="BooleanReply"/>.</summary>
public sealed record OpenWriterCallback(int WriterId, long PartitionId, long EpochId) : ProgramCallback
{
    public override SessionReply Run(IProgramCallbacks program) => new BooleanReply(program.OpenWriter(WriterId, PartitionId, EpochId));

    public override bool IsAnsweredBy(SessionReply reply) => reply is BooleanReply or ErrorReply;
}

/// <summary>Answered by <see cref="DoneReply"/>.</summary>
public sealed record ProcessRowsCallback(int WriterId, CollectedRows Rows) : ProgramCallback
{
    public override SessionReply Run(IProgramCallbacks program)
    {
        program.ProcessRows(WriterId, Rows);
        return new DoneReply();
    }

    public override bool IsAnsweredBy(SessionReply reply) => reply is DoneReply or ErrorReply;
}

/// <summary>Answered by <see cref="DoneReply"/>.</summary>
public sealed record CloseWriterCallback(int WriterId, SparkError? Error) : ProgramCallback
{
    public override SessionReply Run(IProgramCallbacks program)
    {
        program.CloseWriter(WriterId, Error);
        return new DoneReply();
    }

    public override bool IsAnsweredBy(SessionReply reply) => reply is DoneReply or ErrorReply;
}

/// <summary>Answered by <see cref="DoneReply"/>.</summary>
public sealed record ForeachBatchCallback(int FunctionId, long BatchId, string RelationId) : ProgramCallback
{
    public override SessionReply Run(IProgramCallbacks program)
    {
        program.CallForeachBatch(FunctionId, BatchId, new CachedRemoteRelation(RelationId));
        return new DoneReply();
    }

    public override bool IsAnsweredBy(SessionReply reply) => reply is DoneReply or ErrorReply;
}
