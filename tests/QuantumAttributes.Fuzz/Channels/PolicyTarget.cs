using System.Globalization;
using QuantumAttributes.Channels.Policies;

namespace QuantumAttributes.Fuzz;

internal sealed class PolicyTarget : FuzzTarget
{
    public override string Name => "policy";

    public override string Claim => "Quantum-Policy: refused, or an age of at most 30 days that comes back; the policy file: FormatException, or digits where it says";

    protected override void Execute(byte[] input)
    {
        if (PolicyField.Parse([FuzzText.Decode(input)]) is { } policy)
        {
            Contract.Holds(policy.MaxAge >= TimeSpan.Zero && policy.MaxAge <= PolicyField.LongestMaxAge, "an age is in range");
            Contract.Holds(PolicyField.Parse([policy.ToString()]) == policy, "what is written comes back");
        }

        try
        {
            foreach (PolicyMemoryFile.Line line in PolicyMemoryFile.Parse(input).Values)
            {
                ReadOnlySpan<byte> digits = input.AsSpan((int)line.DigitsAt, 12);
                Contract.Holds(
                    long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) == line.Until.ToUnixTimeSeconds(), "a line's digits are where it says");
            }
        }
        catch (FormatException)
        {
        }
    }

    public override IEnumerable<FuzzSeed> Seeds() =>
    [
        new("field", new PolicyField(PolicyField.LongestMaxAge).ToString()),
        new("cleared", "require; max-age=0"),
        new("other", "allow; max-age=60"),
        new("file", "https://bank.example 001800000000\nhttps://shop.example:8443 000000000000\n"),
        new("open-line", "https://bank.example 001800000000"),
        new("damaged", "https://bank.example  001800000000\n"),
    ];
}
