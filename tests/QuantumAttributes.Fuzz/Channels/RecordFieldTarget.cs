using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Fuzz;

internal sealed class RecordFieldTarget : FuzzTarget
{
    public override string Name => "record-field";

    public override string Claim => "Quantum-Channel of request and response: null, or a field that comes back from its own text";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        string? request = RequestField.Parse(text)?.ToString();
        Contract.Holds(request is null || RequestField.Parse(request)?.ToString() == request, "what is written comes back");
        string? response = ResponseField.Parse(text)?.ToString();
        Contract.Holds(response is null || ResponseField.Parse(response)?.ToString() == response, "what is written comes back");
        Contract.Holds(request is null || response is null, "one field is one kind");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        string request = new RequestField(new ChannelId(new byte[ChannelId.Size]), 17, new byte[40]).ToString();
        yield return new FuzzSeed("request", request);
        yield return new FuzzSeed("response", new ResponseField(17, new byte[ResponseField.NonceSize], new byte[40]).ToString());
        yield return new FuzzSeed("parameter", request + ";a=1");
        yield return new FuzzSeed("negative", request.Replace("n=17", "n=-1", StringComparison.Ordinal));
        yield return new FuzzSeed("twice", request + ", v=1");
        yield return new FuzzSeed("version", request.Replace("v=1", "v=2", StringComparison.Ordinal));
    }
}
