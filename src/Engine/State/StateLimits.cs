namespace Grader.Engine.State;

/// <summary>What one state store may hold.</summary>
/// <param name="Cells">In the unit of <see cref="Expressions.CellBudget"/>.</param>
internal readonly record struct StateLimits(long Rows, long Cells);
