using Grader.Scenarios;

namespace Grader.Compare;

/// <summary>What counts as right in an assignment, beyond the same rows in the same batches.</summary>
/// <param name="SameTableSuffices">No trigger is prescribed, so the batches may be cut otherwise.</param>
/// <param name="PrescribesFileLimit">A <c>maxFilesPerTrigger</c> is prescribed; where it is not, one that holds files back is wrong.</param>
public sealed record ComparisonRules(bool SameTableSuffices, bool PrescribesFileLimit)
{
    public static ComparisonRules Of(Assignment assignment) => new(
        !assignment.Facts.Any(fact => fact is PrescribedTrigger or PrescribedMaxFilesPerTrigger),
        assignment.Facts.Any(fact => fact is PrescribedMaxFilesPerTrigger));
}
