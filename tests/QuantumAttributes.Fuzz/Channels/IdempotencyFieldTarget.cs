using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Idempotency;

namespace QuantumAttributes.Fuzz;

internal sealed class IdempotencyFieldTarget : FuzzTarget
{
    private static readonly ChannelId Channel = new(Enumerable.Range(0, ChannelId.Size).Select(i => (byte)i).ToArray());

    public override string Name => "idempotency-field";

    public override string Claim => "Idempotency-Key and Idempotency-Age: refused, or a key of 1 to 255 characters, or an age that comes back from its own text";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        bool isKey = IdempotencyKeyField.TryRead([text], out string? key);
        Contract.Holds(!isKey || key!.Length is >= 1 and <= IdempotencyKeyField.MaxLength, "a key has 1 to 255 characters");
        if (IdempotencyAge.Parse([text]) is not { } age)
            return;
        Contract.Holds(!isKey, "nothing is both");
        Contract.Holds(age.Seconds is >= 0 and <= IdempotencyAge.MaxSeconds, "an age is in range");
        Contract.Holds(IdempotencyAge.Parse([age.ToString()]) == age, "what is written comes back");
    }

    public override IEnumerable<FuzzSeed> Seeds() =>
    [
        new("key", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\""),
        new("escaped", "\"a \\\"b\\\" \\\\c\""),
        new("token", "8e03978e"),
        new("age", "3"),
        new("age-and-channel", new IdempotencyAge(3, Channel).ToString()),
        new("unknown-parameter", "3;channel=:AAEC:;more"),
        new("negative", "-3"),
    ];
}
