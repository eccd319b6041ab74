using QuantumAttributes.Channels.Sessions;

namespace QuantumAttributes.Fuzz;

internal sealed class TicketFieldTarget : FuzzTarget
{
    public override string Name => "ticket-field";

    public override string Claim => "Quantum-Ticket: false, or a ticket that comes back from its own text";

    protected override void Execute(byte[] input)
    {
        if (!SessionTicketField.TryParse(FuzzText.Decode(input), out ReadOnlyMemory<byte> ticket))
            return;
        Contract.Holds(ticket.Length is > 0 and <= SessionTicketField.MaxSize, "a ticket has a length");
        Contract.Holds(
            SessionTicketField.TryParse(SessionTicketField.Format(ticket.Span), out ReadOnlyMemory<byte> again)
                && again.Span.SequenceEqual(ticket.Span),
            "what is written comes back");
        Contract.Holds(SessionTicketField.KeyIdOf(ticket.Span).Length == 22, "its name has 16 bytes");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        string ticket = SessionTicketField.Format(new byte[190]);
        yield return new FuzzSeed("ticket", ticket);
        yield return new FuzzSeed("parameter", ticket + ";a=1");
        yield return new FuzzSeed("twice", $"{ticket}, {ticket}");
        yield return new FuzzSeed("empty", "::");
        yield return new FuzzSeed("long", SessionTicketField.Format(new byte[SessionTicketField.MaxSize + 1]));
    }
}
