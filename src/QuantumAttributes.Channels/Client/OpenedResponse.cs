using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Channels.Client;

/// <summary>The authentic head of an answer.</summary>
/// <param name="Headers">Its protected headers.</param>
/// <param name="Body">
/// Opens its body's frames. Every answer has a body, an empty one at least, unless HTTP gives it none: to HEAD, or with 204 or 304.
/// </param>
public sealed record OpenedResponse(ProtectedHeaders Headers, FrameOpener Body);
