using System.CommandLine;
using Grader.Confine;
using Grader.Sandbox;

namespace Grader.Commands;

/// <summary><c>--sandbox auto|require|off</c>.</summary>
internal static class SandboxOption
{
    public const string Name = "--sandbox";

    private static readonly string[] Values = ["auto", "require", "off"];

    public static Option<string?> Create(string whenAbsent)
    {
        var option = new Option<string?>(Name)
        {
            Description = $"How programs are confined: require (or not run at all), auto (where the system can), off. Without it: {whenAbsent}.",
            HelpName = "MODE",
        };
        option.AcceptOnlyFromAmong(Values);
        return option;
    }

    /// <param name="whenAbsent">For a person at a desk; under CI it is always <see cref="SandboxMode.Require"/>.</param>
    public static SandboxMode Parse(string? value, SandboxMode whenAbsent, CommandContext context) => value is null
        ? context.IsContinuousIntegration ? SandboxMode.Require : whenAbsent
        : Enum.Parse<SandboxMode>(value, ignoreCase: true);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public static string Text(SandboxMode mode) => mode.ToString().ToLowerInvariant();

    public static Confinement Confinement(string? value, SandboxMode whenAbsent, CommandContext context) =>
        new(Parse(value, whenAbsent, context), SandboxSupport.Probe());
}
