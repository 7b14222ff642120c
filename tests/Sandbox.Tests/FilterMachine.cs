using static Grader.Sandbox.Interop.Libc;

namespace Grader.Sandbox.Tests;

/// <summary>Runs a filter as the kernel would, over struct seccomp_data.</summary>
internal static class FilterMachine
{
    public static uint Run(ReadOnlySpan<FilterInstruction> program, uint architecture, uint number, params ulong[] arguments)
    {
        Span<uint> words = stackalloc uint[16];
        words[0] = number;
        words[1] = architecture;
        for (int i = 0; i < arguments.Length; i++)
        {
            words[4 + (2 * i)] = (uint)arguments[i];
            words[5 + (2 * i)] = (uint)(arguments[i] >> 32);
        }

        uint accumulator = 0;
        for (int at = 0; ; at++)
        {
            FilterInstruction instruction = program[at];
            switch (instruction.Code)
            {
                case 0x20:
                    accumulator = words[(int)instruction.Operand / 4];
                    break;
                case 0x15:
                    at += accumulator == instruction.Operand ? instruction.IfTrue : instruction.IfFalse;
                    break;
                case 0x35:
                    at += accumulator >= instruction.Operand ? instruction.IfTrue : instruction.IfFalse;
                    break;
                case 0x45:
                    at += (accumulator & instruction.Operand) != 0 ? instruction.IfTrue : instruction.IfFalse;
                    break;
                case 0x06:
                    return instruction.Operand;
                default:
                    throw new InvalidOperationException($"unknown instruction {instruction.Code:X}");
            }
        }
    }
}
