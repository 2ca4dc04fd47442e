"""The fields of an account, with headers in seven languages."""

from leadline.importing.fields.field import field

CUSTOMERS = (
    field(
        "name",
        "Name",
        "name",
        """name, customer, customer name, account, account name, company, company
        name, organization, organisation, organization name, client, client
        name, firma, kunde, kundenname, unternehmen, firmenname, société,
        entreprise, nom, nom du client, raison sociale, empresa, cliente,
        nombre, razón social, compañía, nome, nome do cliente, razão social,
        klant, klantnaam, bedrijf, bedrijfsnaam, naam, azienda, società,
        ragione sociale, ditta""",
    ),
    field(
        "external_id",
        "Its number in your system",
        "number_of_customer",
        """id, external id, customer id, account id, company id, record id,
        account number, organization id, crm id, key, customer number,
        kundennummer, kunden nr, numéro client, identifiant, número de
        cliente, código, código do cliente, klantnummer, codice cliente,
        numero cliente""",
    ),
    field(
        "domain",
        "Domain",
        "domain",
        """domain, website, website url, company domain name, email domain, url,
        company domain, web, webseite, internetseite, domäne, site web,
        domaine, sitio web, dominio, página web, domínio, site, domein, sito
        web""",
    ),
    field(
        "revenue",
        "Revenue a year",
        "money",
        """arr, revenue, annual revenue, acv, annual recurring revenue, contract
        value, annual contract value, yearly revenue, amount, annual spend,
        umsatz, jahresumsatz, umsatz pro jahr, vertragswert, chiffre d
        affaires, revenu annuel, ca annuel, ingresos, ingresos anuales,
        facturación, facturación anual, receita, receita anual, faturamento,
        omzet, jaaromzet, contractwaarde, fatturato, fatturato annuo, ricavi""",
    ),
    field(
        "revenue_month",
        "Revenue a month",
        "money",
        """mrr, monthly revenue, monthly recurring revenue, monthly spend,
        monatsumsatz, umsatz pro monat, revenu mensuel, ca mensuel, ingresos
        mensuales, receita mensal, maandomzet, fatturato mensile""",
    ),
    field(
        "currency",
        "Currency",
        "few",
        "currency, currency iso code, currency code, währung, devise, moneda, divisa, "
        "moeda, valuta",
    ),
    field(
        "segment",
        "Segment",
        "few",
        """segment, tier, size, type, customer type, industry, market segment,
        company size, customer segment, kundensegment, branche, kundengruppe,
        secteur, segmento, sector, setor, sector, branche, settore""",
    ),
    field(
        "plan",
        "Plan",
        "few",
        """plan, subscription, package, edition, product plan, tarif, abonnement,
        paket, forfait, offre, plan contratado, suscripción, plano,
        assinatura, pakket, piano, abbonamento""",
    ),
    field(
        "since",
        "Customer since",
        "moment",
        """since, customer since, created, create date, created date, start date,
        signed, signed at, signup date, created at, kunde seit,
        vertragsbeginn, client depuis, date de début, cliente desde, fecha de
        alta, klant sinds, startdatum, cliente dal""",
    ),
    field(
        "owner",
        "Owner",
        "person",
        """owner, account owner, company owner, csm, account manager, customer
        success manager, owner name, betreuer, kundenbetreuer, zuständig,
        responsable, chargé de compte, responsable de cuenta, responsável,
        gerente de conta, accountmanager, verantwoordelijke, responsabile""",
    ),
    field(
        "country",
        "Country",
        "few",
        """country, country region, billing country, billing state province,
        land, region, pays, país, paese""",
    ),
    field(
        "state",
        "State",
        "few",
        """state, status, lifecycle stage, account status, customer status,
        kundenstatus, statut, estado, situação, stato""",
    ),
    field(
        "contact_name",
        "Contact",
        "person",
        """contact, contact name, primary contact, ansprechpartner,
        interlocuteur, contacto, contato, contactpersoon, referente""",
    ),
    field(
        "contact_email",
        "Contact's e-mail",
        "email",
        "email, contact email, e mail, email address, mail, e mail adresse, courriel, "
        "correo, e mailadres, indirizzo email",
    ),
    field(
        "contact_title",
        "Contact's title",
        "text",
        "title, job title, contact title, position, funktion, fonction, cargo, functie",
    ),
)
