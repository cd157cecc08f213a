-- A journal as version 1 of the kiosk wrote it, with the key of the bytes 0 to 31.
PRAGMA application_id = 0x6B696F73;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE attempts (
    attempt_no TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders,
    rail TEXT NOT NULL,
    fen INTEGER NOT NULL CHECK (fen > 0),
    subject TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('close-intent', 'closed', 'open', 'paid', 'pay-intent', 'post-intent', 'posted', 'quarantined', 'refund-intent', 'refunded', 'void-intent')),
    created_at TEXT NOT NULL,
    window_ends_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    trade_no TEXT,
    paid_fen INTEGER CHECK (paid_fen > 0),
    paid_at TEXT,
    posting_no TEXT,
    refund_no TEXT,
    reason TEXT,
    CHECK ((state = 'posted') = (posting_no IS NOT NULL)),
    CHECK (state NOT IN ('paid', 'post-intent', 'posted', 'void-intent', 'refund-intent', 'refunded')
           OR (paid_fen = fen AND trade_no IS NOT NULL AND paid_at IS NOT NULL)),
    CHECK (state NOT IN ('refund-intent', 'refunded') OR refund_no = attempt_no || 'R1')
) STRICT;
INSERT INTO "attempts" VALUES('100001-1','order-1','alipay',40000,'社会保险费','closed','2026-11-01T09:00:00+08:00','2026-11-01T09:03:00+08:00','2026-11-01T09:05:00+08:00',NULL,NULL,NULL,NULL,NULL,'the citizen cancelled');
INSERT INTO "attempts" VALUES('100001-2','order-1','wechat',40000,'社会保险费','posted','2026-11-01T09:00:00+08:00','2026-11-01T09:03:00+08:00','2026-11-01T09:05:00+08:00','T1',40000,'2026-11-01T09:00:00+08:00','P1',NULL,NULL);
INSERT INTO "attempts" VALUES('100001-3','order-2','alipay',40000,'社会保险费','refunded','2026-11-01T09:00:00+08:00','2026-11-01T09:03:00+08:00','2026-11-01T09:05:00+08:00','T3',40000,'2026-11-01T09:00:00+08:00',NULL,'100001-3R1',NULL);
INSERT INTO "attempts" VALUES('100001-4','order-3','alipay',40000,'社会保险费','quarantined','2026-11-01T09:00:00+08:00','2026-11-01T09:03:00+08:00','2026-11-01T09:05:00+08:00','T4',1,'2026-11-01T09:00:00+08:00',NULL,NULL,'1 fen were paid instead of 40000');
INSERT INTO "attempts" VALUES('100001-5','order-5','alipay',40000,'社会保险费','open','2026-11-01T09:00:00+08:00','2026-11-01T09:03:00+08:00','2026-11-01T09:05:00+08:00',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    boot_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    prev_mac BLOB NOT NULL,
    mac BLOB NOT NULL UNIQUE
) STRICT;
INSERT INTO "events" VALUES(1,'2026-11-01T09:00:02+08:00','boot-1','orders:order-1','new','{"beneficiary":"p1","expires_at":null,"lines":"[[\"b1\", 1], [\"b2\", 1]]","order_id":"order-1","payer":"p1","reason":null,"stage":"new","started_at":"2026-11-01T09:00:01+08:00","total_fen":40000}',X'0000000000000000000000000000000000000000000000000000000000000000',X'EDC0FFD705C8F5ECD49B258ACBE0FEFB2A98186452982CC4DACFBC9900534567');
INSERT INTO "events" VALUES(2,'2026-11-01T09:00:03+08:00','boot-1','orders:order-1','open','{"beneficiary":"p1","expires_at":"2026-11-01T09:15:00+08:00","lines":"[[\"b1\", 1], [\"b2\", 1]]","order_id":"order-1","payer":"p1","reason":null,"stage":"open","started_at":"2026-11-01T09:00:01+08:00","total_fen":40000}',X'EDC0FFD705C8F5ECD49B258ACBE0FEFB2A98186452982CC4DACFBC9900534567',X'6708B0E11281606ADF91B188E325BED1D64532FECD245DB594D8B8A2C82866DB');
INSERT INTO "events" VALUES(3,'2026-11-01T09:00:04+08:00','boot-1','attempts:100001-1','pay-intent','{"attempt_no":"100001-1","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-1","paid_at":null,"paid_fen":null,"posting_no":null,"rail":"alipay","reason":null,"refund_no":null,"state":"pay-intent","subject":"社会保险费","trade_no":null,"window_ends_at":"2026-11-01T09:03:00+08:00"}',X'6708B0E11281606ADF91B188E325BED1D64532FECD245DB594D8B8A2C82866DB',X'DE697A07DD80E262A4FAADABF405F903D7B0DC7624E8ED0CEC19A8ED7817857F');
INSERT INTO "events" VALUES(4,'2026-11-01T09:00:05+08:00','boot-1','attempts:100001-1','closed','{"attempt_no":"100001-1","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-1","paid_at":null,"paid_fen":null,"posting_no":null,"rail":"alipay","reason":"the citizen cancelled","refund_no":null,"state":"closed","subject":"社会保险费","trade_no":null,"window_ends_at":"2026-11-01T09:03:00+08:00"}',X'DE697A07DD80E262A4FAADABF405F903D7B0DC7624E8ED0CEC19A8ED7817857F',X'B59C9B29B34678120C554E55B8640A846473722915D1D4A1D9AEB5A6CADC0DF1');
INSERT INTO "events" VALUES(5,'2026-11-01T09:00:06+08:00','boot-1','attempts:100001-2','pay-intent','{"attempt_no":"100001-2","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-1","paid_at":null,"paid_fen":null,"posting_no":null,"rail":"wechat","reason":null,"refund_no":null,"state":"pay-intent","subject":"社会保险费","trade_no":null,"window_ends_at":"2026-11-01T09:03:00+08:00"}',X'B59C9B29B34678120C554E55B8640A846473722915D1D4A1D9AEB5A6CADC0DF1',X'6CE2A59BCE7D11ABDF1D057008FC6059C7D06E142942FFFAAD30B0A93E46EA76');
INSERT INTO "events" VALUES(6,'2026-11-01T09:00:07+08:00','boot-1','attempts:100001-2','paid','{"attempt_no":"100001-2","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-1","paid_at":"2026-11-01T09:00:00+08:00","paid_fen":40000,"posting_no":null,"rail":"wechat","reason":null,"refund_no":null,"state":"paid","subject":"社会保险费","trade_no":"T1","window_ends_at":"2026-11-01T09:03:00+08:00"}',X'6CE2A59BCE7D11ABDF1D057008FC6059C7D06E142942FFFAAD30B0A93E46EA76',X'BEEBA7C91BC010FF0A46E2C9A458515DA27CB3CE707874AF6C5D5988D6143A77');
INSERT INTO "events" VALUES(7,'2026-11-01T09:00:08+08:00','boot-1','attempts:100001-2','post-intent','{"attempt_no":"100001-2","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-1","paid_at":"2026-11-01T09:00:00+08:00","paid_fen":40000,"posting_no":null,"rail":"wechat","reason":null,"refund_no":null,"state":"post-intent","subject":"社会保险费","trade_no":"T1","window_ends_at":"2026-11-01T09:03:00+08:00"}',X'BEEBA7C91BC010FF0A46E2C9A458515DA27CB3CE707874AF6C5D5988D6143A77',X'6EF18AA14723057817BC82DEC0915BD2280187952CB6058DE043574533B56C0C');
INSERT INTO "events" VALUES(8,'2026-11-01T09:00:09+08:00','boot-1','attempts:100001-2','posted','{"attempt_no":"100001-2","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-1","paid_at":"2026-11-01T09:00:00+08:00","paid_fen":40000,"posting_no":"P1","rail":"wechat","reason":null,"refund_no":null,"state":"posted","subject":"社会保险费","trade_no":"T1","window_ends_at":"2026-11-01T09:03:00+08:00"}',X'6EF18AA14723057817BC82DEC0915BD2280187952CB6058DE043574533B56C0C',X'CB48DC5A23CA8CFAC24AA43E9F046192570A883D4D084D8FB81F7E1BCE0FB7AF');
INSERT INTO "events" VALUES(9,'2026-11-01T09:00:10+08:00','boot-1','orders:order-1','posted','{"beneficiary":"p1","expires_at":"2026-11-01T09:15:00+08:00","lines":"[[\"b1\", 1], [\"b2\", 1]]","order_id":"order-1","payer":"p1","reason":null,"stage":"posted","started_at":"2026-11-01T09:00:01+08:00","total_fen":40000}',X'CB48DC5A23CA8CFAC24AA43E9F046192570A883D4D084D8FB81F7E1BCE0FB7AF',X'4FBCF585ECF700B1A8D0FAEFF7AFEDDE1077DA35A526CE69F4E493EDE303C997');
INSERT INTO "events" VALUES(10,'2026-11-01T09:00:11+08:00','boot-1','prints:V1/1','started','{"n":1,"print_id":"V1/1","state":"started","voucher_no":"V1"}',X'4FBCF585ECF700B1A8D0FAEFF7AFEDDE1077DA35A526CE69F4E493EDE303C997',X'03500FD90F8D44294DADC0EC2350C3F338EE825FA831DECA5288A5E772C396F2');
INSERT INTO "events" VALUES(11,'2026-11-01T09:00:12+08:00','boot-1','prints:V1/1','printed','{"n":1,"print_id":"V1/1","state":"printed","voucher_no":"V1"}',X'03500FD90F8D44294DADC0EC2350C3F338EE825FA831DECA5288A5E772C396F2',X'C9A271050D737DF32F4C1951FBE970F65F298645A5A99EF78F47CEE427124B20');
INSERT INTO "events" VALUES(12,'2026-11-01T09:00:14+08:00','boot-1','orders:order-2','new','{"beneficiary":"p2","expires_at":null,"lines":"[[\"b3\", 1]]","order_id":"order-2","payer":"p2","reason":null,"stage":"new","started_at":"2026-11-01T09:00:13+08:00","total_fen":40000}',X'C9A271050D737DF32F4C1951FBE970F65F298645A5A99EF78F47CEE427124B20',X'E59F2544A07BB436C58461B534016A28006FDB24BED662B7A05CF1D0BDAFA6AA');
INSERT INTO "events" VALUES(13,'2026-11-01T09:00:15+08:00','boot-1','orders:order-2','open','{"beneficiary":"p2","expires_at":"2026-11-01T09:15:00+08:00","lines":"[[\"b3\", 1]]","order_id":"order-2","payer":"p2","reason":null,"stage":"open","started_at":"2026-11-01T09:00:13+08:00","total_fen":40000}',X'E59F2544A07BB436C58461B534016A28006FDB24BED662B7A05CF1D0BDAFA6AA',X'97EF7A76D79643A0095CAAA7BCAA06B67799DB3B7A3D6D3EAA1FB218F1F09814');
INSERT INTO "events" VALUES(14,'2026-11-01T09:00:16+08:00','boot-1','attempts:100001-3','pay-intent','{"attempt_no":"100001-3","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-2","paid_at":null,"paid_fen":null,"posting_no":null,"rail":"alipay","reason":null,"refund_no":null,"state":"pay-intent","subject":"社会保险费","trade_no":null,"window_ends_at":"2026-11-01T09:03:00+08:00"}',X'97EF7A76D79643A0095CAAA7BCAA06B67799DB3B7A3D6D3EAA1FB218F1F09814',X'233207AA1249AC0A4EC693159CA026D2BD1B74883C000946C591B575D9FB6ECA');
INSERT INTO "events" VALUES(15,'2026-11-01T09:00:17+08:00','boot-1','attempts:100001-3','paid','{"attempt_no":"100001-3","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-2","paid_at":"2026-11-01T09:00:00+08:00","paid_fen":40000,"posting_no":null,"rail":"alipay","reason":null,"refund_no":null,"state":"paid","subject":"社会保险费","trade_no":"T3","window_ends_at":"2026-11-01T09:03:00+08:00"}',X'233207AA1249AC0A4EC693159CA026D2BD1B74883C000946C591B575D9FB6ECA',X'E398DD916DC9872F3C046649F68633CFD31163E5184D45ADE75AD3F063ADA0BE');
INSERT INTO "events" VALUES(16,'2026-11-01T09:00:18+08:00','boot-1','attempts:100001-3','void-intent','{"attempt_no":"100001-3","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-2","paid_at":"2026-11-01T09:00:00+08:00","paid_fen":40000,"posting_no":null,"rail":"alipay","reason":null,"refund_no":null,"state":"void-intent","subject":"社会保险费","trade_no":"T3","window_ends_at":"2026-11-01T09:03:00+08:00"}',X'E398DD916DC9872F3C046649F68633CFD31163E5184D45ADE75AD3F063ADA0BE',X'363AD453708B6513E30B85B78F06A6C40A8C1944EBCCCEFD22E86F21E0AE5A05');
INSERT INTO "events" VALUES(17,'2026-11-01T09:00:19+08:00','boot-1','attempts:100001-3','refund-intent','{"attempt_no":"100001-3","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-2","paid_at":"2026-11-01T09:00:00+08:00","paid_fen":40000,"posting_no":null,"rail":"alipay","reason":null,"refund_no":"100001-3R1","state":"refund-intent","subject":"社会保险费","trade_no":"T3","window_ends_at":"2026-11-01T09:03:00+08:00"}',X'363AD453708B6513E30B85B78F06A6C40A8C1944EBCCCEFD22E86F21E0AE5A05',X'0AB0CE646D68027321173485B4319450F4AB350A2D43F0A26EA1B23035F93E25');
INSERT INTO "events" VALUES(18,'2026-11-01T09:00:20+08:00','boot-1','attempts:100001-3','refunded','{"attempt_no":"100001-3","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-2","paid_at":"2026-11-01T09:00:00+08:00","paid_fen":40000,"posting_no":null,"rail":"alipay","reason":null,"refund_no":"100001-3R1","state":"refunded","subject":"社会保险费","trade_no":"T3","window_ends_at":"2026-11-01T09:03:00+08:00"}',X'0AB0CE646D68027321173485B4319450F4AB350A2D43F0A26EA1B23035F93E25',X'A1D66D1D6B6BC6A0D0243C26EC15AFCA1F14DE20E4F4C4EB92CEADCBF10E3AB6');
INSERT INTO "events" VALUES(19,'2026-11-01T09:00:21+08:00','boot-1','orders:order-2','voiding','{"beneficiary":"p2","expires_at":"2026-11-01T09:15:00+08:00","lines":"[[\"b3\", 1]]","order_id":"order-2","payer":"p2","reason":null,"stage":"voiding","started_at":"2026-11-01T09:00:13+08:00","total_fen":40000}',X'A1D66D1D6B6BC6A0D0243C26EC15AFCA1F14DE20E4F4C4EB92CEADCBF10E3AB6',X'10DE616C8AA0E07986011F4A5C477B3854BD17141738ABE658B5467F0A7530B4');
INSERT INTO "events" VALUES(20,'2026-11-01T09:00:23+08:00','boot-1','orders:order-3','new','{"beneficiary":"p3","expires_at":null,"lines":"[[\"b4\", 1]]","order_id":"order-3","payer":"p3","reason":null,"stage":"new","started_at":"2026-11-01T09:00:22+08:00","total_fen":40000}',X'10DE616C8AA0E07986011F4A5C477B3854BD17141738ABE658B5467F0A7530B4',X'AFA392EB6C38C93AAF66A47417CB97B8829F0152BAD5BD74F7547887BB5E94EB');
INSERT INTO "events" VALUES(21,'2026-11-01T09:00:24+08:00','boot-1','orders:order-3','open','{"beneficiary":"p3","expires_at":"2026-11-01T09:15:00+08:00","lines":"[[\"b4\", 1]]","order_id":"order-3","payer":"p3","reason":null,"stage":"open","started_at":"2026-11-01T09:00:22+08:00","total_fen":40000}',X'AFA392EB6C38C93AAF66A47417CB97B8829F0152BAD5BD74F7547887BB5E94EB',X'A7F3A951CD02D6E0C48624B29EAEF1820FA9895B46C81555ECE9DDCECA55F547');
INSERT INTO "events" VALUES(22,'2026-11-01T09:00:25+08:00','boot-1','attempts:100001-4','pay-intent','{"attempt_no":"100001-4","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-3","paid_at":null,"paid_fen":null,"posting_no":null,"rail":"alipay","reason":null,"refund_no":null,"state":"pay-intent","subject":"社会保险费","trade_no":null,"window_ends_at":"2026-11-01T09:03:00+08:00"}',X'A7F3A951CD02D6E0C48624B29EAEF1820FA9895B46C81555ECE9DDCECA55F547',X'EBBE2534B3875C7B9CF319B747A03FBC4857887BE0FF70DC2647EAA57196AAB6');
INSERT INTO "events" VALUES(23,'2026-11-01T09:00:26+08:00','boot-1','attempts:100001-4','quarantined','{"attempt_no":"100001-4","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-3","paid_at":"2026-11-01T09:00:00+08:00","paid_fen":1,"posting_no":null,"rail":"alipay","reason":"1 fen were paid instead of 40000","refund_no":null,"state":"quarantined","subject":"社会保险费","trade_no":"T4","window_ends_at":"2026-11-01T09:03:00+08:00"}',X'EBBE2534B3875C7B9CF319B747A03FBC4857887BE0FF70DC2647EAA57196AAB6',X'8CB51A6B468F7C1F0A4C103A5CAF8EE4CE96FA7A46AF74E2BD6F9CE39711101C');
INSERT INTO "events" VALUES(24,'2026-11-01T09:00:27+08:00','boot-1','orders:order-3','quarantined','{"beneficiary":"p3","expires_at":"2026-11-01T09:15:00+08:00","lines":"[[\"b4\", 1]]","order_id":"order-3","payer":"p3","reason":"1 fen were paid instead of 40000","stage":"quarantined","started_at":"2026-11-01T09:00:22+08:00","total_fen":40000}',X'8CB51A6B468F7C1F0A4C103A5CAF8EE4CE96FA7A46AF74E2BD6F9CE39711101C',X'6FA50E39A2BDAB62DFF342DE7DF643D5A5521F33FB1948B8E77F776D3E4B2D12');
INSERT INTO "events" VALUES(25,'2026-11-01T09:00:29+08:00','boot-1','orders:order-4','new','{"beneficiary":"p4","expires_at":null,"lines":"[[\"b5\", 1]]","order_id":"order-4","payer":"p4","reason":null,"stage":"new","started_at":"2026-11-01T09:00:28+08:00","total_fen":40000}',X'6FA50E39A2BDAB62DFF342DE7DF643D5A5521F33FB1948B8E77F776D3E4B2D12',X'AEFF1A8898A3410FC047D43685FF68416D75E5DA95B7BF898F94D15C5285A9CF');
INSERT INTO "events" VALUES(26,'2026-11-01T09:00:30+08:00','boot-1','orders:order-4','voiding','{"beneficiary":"p4","expires_at":null,"lines":"[[\"b5\", 1]]","order_id":"order-4","payer":"p4","reason":"the bureau did not say that it is open","stage":"voiding","started_at":"2026-11-01T09:00:28+08:00","total_fen":40000}',X'AEFF1A8898A3410FC047D43685FF68416D75E5DA95B7BF898F94D15C5285A9CF',X'80B42F671536E0ED47B2326D3A44548BE35D57D5FC09E3D3316EB1CB4B8DD445');
INSERT INTO "events" VALUES(27,'2026-11-01T09:00:32+08:00','boot-1','orders:order-5','new','{"beneficiary":"p4","expires_at":null,"lines":"[[\"b5\", 1]]","order_id":"order-5","payer":"p4","reason":null,"stage":"new","started_at":"2026-11-01T09:00:31+08:00","total_fen":40000}',X'80B42F671536E0ED47B2326D3A44548BE35D57D5FC09E3D3316EB1CB4B8DD445',X'5100EE62FDEAC403CB34A34362C284A81A24879E3EC7567B9508786089DC29AE');
INSERT INTO "events" VALUES(28,'2026-11-01T09:00:33+08:00','boot-1','orders:order-5','open','{"beneficiary":"p4","expires_at":"2026-11-01T09:15:00+08:00","lines":"[[\"b5\", 1]]","order_id":"order-5","payer":"p4","reason":null,"stage":"open","started_at":"2026-11-01T09:00:31+08:00","total_fen":40000}',X'5100EE62FDEAC403CB34A34362C284A81A24879E3EC7567B9508786089DC29AE',X'B4E8012FBEE7A89BEE3A00307D0ECDBA107E41BF270BB7758253EB42B46CCC72');
INSERT INTO "events" VALUES(29,'2026-11-01T09:00:34+08:00','boot-1','attempts:100001-5','pay-intent','{"attempt_no":"100001-5","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-5","paid_at":null,"paid_fen":null,"posting_no":null,"rail":"alipay","reason":null,"refund_no":null,"state":"pay-intent","subject":"社会保险费","trade_no":null,"window_ends_at":"2026-11-01T09:03:00+08:00"}',X'B4E8012FBEE7A89BEE3A00307D0ECDBA107E41BF270BB7758253EB42B46CCC72',X'E799E32A9A2A8D1B6E62633EFE5E6C5EF556F6B83447D854D1F5CDAC93903BF8');
INSERT INTO "events" VALUES(30,'2026-11-01T09:00:35+08:00','boot-1','attempts:100001-5','open','{"attempt_no":"100001-5","created_at":"2026-11-01T09:00:00+08:00","expires_at":"2026-11-01T09:05:00+08:00","fen":40000,"order_id":"order-5","paid_at":null,"paid_fen":null,"posting_no":null,"rail":"alipay","reason":null,"refund_no":null,"state":"open","subject":"社会保险费","trade_no":null,"window_ends_at":"2026-11-01T09:03:00+08:00"}',X'E799E32A9A2A8D1B6E62633EFE5E6C5EF556F6B83447D854D1F5CDAC93903BF8',X'E79CC52385FF9C6710622C897740845D49232B1F79B74668BFB5194CB3B07C30');
INSERT INTO "events" VALUES(31,'2026-11-01T09:00:37+08:00','boot-1','orders:order-6','new','{"beneficiary":"p5","expires_at":null,"lines":"[[\"b6\", 1]]","order_id":"order-6","payer":"p5","reason":null,"stage":"new","started_at":"2026-11-01T09:00:36+08:00","total_fen":40000}',X'E79CC52385FF9C6710622C897740845D49232B1F79B74668BFB5194CB3B07C30',X'35F7BA018FEC2E6026D11E976051CCCD39412A818AC49E1815D89C15EBC145C6');
INSERT INTO "events" VALUES(32,'2026-11-01T09:00:38+08:00','boot-1','orders:order-6','refused','{"beneficiary":"p5","expires_at":null,"lines":"[[\"b6\", 1]]","order_id":"order-6","payer":"p5","reason":"bill-changed","stage":"refused","started_at":"2026-11-01T09:00:36+08:00","total_fen":40000}',X'35F7BA018FEC2E6026D11E976051CCCD39412A818AC49E1815D89C15EBC145C6',X'96CD0B72221AFDBBF34CF522F54A4F7D9799AC4955761F95545F557E9A96B54F');
CREATE TABLE orders (
    order_id TEXT PRIMARY KEY,
    stage TEXT NOT NULL CHECK (stage IN ('new', 'open', 'posted', 'quarantined', 'refused', 'voided', 'voiding')),
    payer TEXT NOT NULL,
    beneficiary TEXT NOT NULL,
    lines TEXT NOT NULL CHECK (json_valid(lines)),
    total_fen INTEGER NOT NULL CHECK (total_fen > 0),
    started_at TEXT NOT NULL,
    expires_at TEXT,
    reason TEXT
) STRICT;
INSERT INTO "orders" VALUES('order-1','posted','p1','p1','[["b1", 1], ["b2", 1]]',40000,'2026-11-01T09:00:01+08:00','2026-11-01T09:15:00+08:00',NULL);
INSERT INTO "orders" VALUES('order-2','voiding','p2','p2','[["b3", 1]]',40000,'2026-11-01T09:00:13+08:00','2026-11-01T09:15:00+08:00',NULL);
INSERT INTO "orders" VALUES('order-3','quarantined','p3','p3','[["b4", 1]]',40000,'2026-11-01T09:00:22+08:00','2026-11-01T09:15:00+08:00','1 fen were paid instead of 40000');
INSERT INTO "orders" VALUES('order-4','voiding','p4','p4','[["b5", 1]]',40000,'2026-11-01T09:00:28+08:00',NULL,'the bureau did not say that it is open');
INSERT INTO "orders" VALUES('order-5','open','p4','p4','[["b5", 1]]',40000,'2026-11-01T09:00:31+08:00','2026-11-01T09:15:00+08:00',NULL);
INSERT INTO "orders" VALUES('order-6','refused','p5','p5','[["b6", 1]]',40000,'2026-11-01T09:00:36+08:00',NULL,'bill-changed');
CREATE TABLE prints (
    print_id TEXT PRIMARY KEY,
    voucher_no TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    state TEXT NOT NULL CHECK (state IN ('started', 'printed', 'failed')),
    UNIQUE (voucher_no, n)
) STRICT;
INSERT INTO "prints" VALUES('V1/1','V1',1,'printed');
CREATE TRIGGER orders_frozen BEFORE UPDATE ON orders WHEN OLD.stage IN ('posted', 'quarantined', 'refused', 'voided')
BEGIN SELECT RAISE(ABORT, 'orders: a final row never changes'); END;
CREATE TRIGGER orders_kept BEFORE DELETE ON orders
BEGIN SELECT RAISE(ABORT, 'orders: no row is deleted'); END;
CREATE UNIQUE INDEX one_live_attempt_per_order ON attempts (order_id)
    WHERE state NOT IN ('closed', 'posted', 'quarantined', 'refunded');
CREATE TRIGGER attempts_frozen BEFORE UPDATE ON attempts WHEN OLD.state IN ('closed', 'posted', 'quarantined', 'refunded')
BEGIN SELECT RAISE(ABORT, 'attempts: a final row never changes'); END;
CREATE TRIGGER attempts_kept BEFORE DELETE ON attempts
BEGIN SELECT RAISE(ABORT, 'attempts: no row is deleted'); END;
CREATE TRIGGER prints_frozen BEFORE UPDATE ON prints WHEN OLD.state IN ('failed', 'printed')
BEGIN SELECT RAISE(ABORT, 'prints: a final row never changes'); END;
CREATE TRIGGER prints_kept BEFORE DELETE ON prints
BEGIN SELECT RAISE(ABORT, 'prints: no row is deleted'); END;
CREATE TRIGGER events_frozen BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events: the past does not change'); END;
CREATE TRIGGER events_kept BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events: the past is not deleted'); END;
COMMIT;
