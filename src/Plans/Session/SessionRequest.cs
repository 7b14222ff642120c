using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Plans.Session;

/// <summary>What a program asks of its session or clock, as data. The set is closed; each request has one kind of reply.</summary>
public abstract record SessionRequest
{
    private protected SessionRequest() { }

    /// <summary>The session that is asked: 0 for the one that a run begins with, any other number for one that begins when it is first named.</summary>
    public int SessionId { get; init; }
}

/// <summary>Answered by <see cref="SchemaReply"/>.</summary>
public sealed record AnalyzeRequest(LogicalPlan Plan) : SessionRequest;

/// <summary>Answered by <see cref="RowsReply"/>.</summary>
public sealed record CollectRequest(LogicalPlan Plan) : SessionRequest;

/// <summary>Answered by <see cref="TextReply"/>.</summary>
public sealed record ShowStringRequest(LogicalPlan Plan, int RowCount, int Truncate, bool Vertical) : SessionRequest;

/// <summary>Answered by <see cref="TextReply"/>.</summary>
public sealed record ExplainRequest(LogicalPlan Plan, bool Extended) : SessionRequest;

/// <summary>Answered by <see cref="DoneReply"/>.</summary>
public sealed record CreateTempViewRequest(string Name, LogicalPlan Plan, bool Replace, bool IsGlobal) : SessionRequest;

/// <summary>Answered by <see cref="BooleanReply"/>.</summary>
public sealed record DropTempViewRequest(string Name, bool IsGlobal) : SessionRequest;

/// <summary>Answered by <see cref="TextReply"/>.</summary>
public sealed record GetConfRequest(string Key) : SessionRequest;

/// <summary>Sets a setting, or sets it back to its default where the value is null. Answered by <see cref="DoneReply"/>.</summary>
public sealed record SetConfRequest(string Key, string? Value, SettingSource Source = SettingSource.Program) : SessionRequest;

/// <summary>Answered by <see cref="QueryReply"/>.</summary>
public sealed record StartQueryRequest(WriteStreamOperation Operation) : SessionRequest;

/// <summary>The program has code that the engine may call back: comes before the first plan that names any. Answered by <see cref="DoneReply"/>.</summary>
public sealed record UseCallbacksRequest : SessionRequest;

/// <summary>Answered by <see cref="DoneReply"/>.</summary>
public sealed record RegisterFunctionRequest(CommonInlineUserDefinedFunction Function) : SessionRequest;

/// <summary>Waits for a query, or for any query where the id is null. Answered by <see cref="BooleanReply"/>.</summary>
public sealed record AwaitTerminationRequest(string? QueryId, long? TimeoutMs) : SessionRequest;

/// <summary>Answered by <see cref="DoneReply"/>.</summary>
public sealed record ResetTerminatedRequest : SessionRequest;

/// <summary>Answered by <see cref="DoneReply"/>.</summary>
public sealed record ProcessAllAvailableRequest(string QueryId) : SessionRequest;

/// <summary>Answered by <see cref="DoneReply"/>.</summary>
public sealed record StopQueryRequest(string QueryId) : SessionRequest;

/// <summary>Answered by <see cref="BooleanReply"/>.</summary>
public sealed record IsQueryActiveRequest(string QueryId) : SessionRequest;

/// <summary>Answered by <see cref="ErrorReply"/> holding the query's error, or by <see cref="DoneReply"/> where it has none.</summary>
public sealed record QueryErrorRequest(string QueryId) : SessionRequest;

/// <summary>Answered by <see cref="QueriesReply"/>.</summary>
public sealed record ActiveQueriesRequest : SessionRequest;

/// <summary>Answered by <see cref="RowsReply"/>; see <see cref="PlanQuestion"/>.</summary>
/// <param name="Other">Only for <see cref="PlanQuestion.SameSemantics"/>.</param>
public sealed record AskRequest(PlanQuestion Question, LogicalPlan Plan, LogicalPlan? Other) : SessionRequest;

/// <summary>Answered by <see cref="BooleanReply"/>.</summary>
public sealed record IsConfModifiableRequest(string Key) : SessionRequest;

/// <summary>Answered by <see cref="TextReply"/>.</summary>
public sealed record ExplainExpressionRequest(Expression Expression, ExpressionStyle Style) : SessionRequest;

/// <summary>Answered by <see cref="TextReply"/>.</summary>
public sealed record ExplainQueryRequest(string QueryId, bool Extended) : SessionRequest;

/// <summary>Answered by <see cref="DoneReply"/>.</summary>
public sealed record ExecuteRequest(Command Command) : SessionRequest;

/// <summary>Answered by <see cref="DoneReply"/>.</summary>
public sealed record StopSessionRequest : SessionRequest;

/// <summary>Asks for the time. Answered by <see cref="TimeReply"/>.</summary>
public sealed record ClockRequest : SessionRequest;

/// <summary>Waits until the clock reads at least that many UTC ticks. Answered by <see cref="TimeReply"/>.</summary>
public sealed record SleepUntilRequest(long UtcTicks) : SessionRequest;

/// <summary>Waits until something happens on the timeline, at most until the deadline (UTC ticks). Answered by <see cref="TimeReply"/>.</summary>
public sealed record NextEventRequest(long DeadlineUtcTicks) : SessionRequest;
